//! Finds out who speaks, and takes the request out of the caller's bucket.

use async_graphql::Executor;
use async_graphql::parser::types::OperationType;
use axum::http::request::Parts;

use super::call::{Speaker, WANTS_COST};
use super::fault::Fault;
use crate::domain::trust::sign_in::Presence;
use crate::http::actor::{Authenticate, language};
use crate::http::client::client;
use crate::http::rates::Caller;
use crate::http::request_id::RequestId;
use crate::http::speaking::{Proof, declared, good, speaking};
use crate::http::state::Api;

/// Finds out who speaks. The request is taken out of the bucket of the token or session where that is a good one,
/// else out of that of the address.
///
/// # Errors
/// Those of [`speaking`]; [`Fault::TooFast`].
pub async fn speaker<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    head: &Parts,
    request_id: RequestId,
    proof: Proof<'_>,
) -> Result<Speaker<A::Actor>, Fault> {
    let client = client(&head.extensions, &head.headers);
    let named = api.options.public_url.as_deref();
    let found = speaking(&api.authenticate, named, &head.headers, &request_id, proof).await;
    let shown = good(&found, named, &head.headers);
    let caller = shown.map_or(Caller::Address(client), Caller::of_token);
    take(api, &caller)?;
    Ok(Speaker {
        actor: found?,
        client,
        language: language(&head.headers),
        request_id,
        caller,
        presence: declared(&head.headers),
        wants_cost: head.headers.contains_key(WANTS_COST),
    })
}

/// Notes that somebody did something, where that could not be told before the operation was read: a client begins its
/// subscriptions again by itself wherever a connection was lost.
pub async fn attended<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    speaker: &Speaker<A::Actor>,
    kind: OperationType,
) {
    if let (Some(actor), Presence::Attended) = (&speaker.actor, speaker.presence)
        && kind != OperationType::Subscription
    {
        api.authenticate.used(actor).await;
    }
}

/// Takes a request out of a bucket.
///
/// # Errors
/// [`Fault::TooFast`].
pub fn take<E: Executor, A: Authenticate>(api: &Api<E, A>, caller: &Caller) -> Result<(), Fault> {
    Ok(api.rates.take(caller)?)
}
