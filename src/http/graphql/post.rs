//! GraphQL by POST.

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, Response as GraphqlResponse, Value, value};
use axum::extract::{Extension, Request, State};
use axum::response::Response;

use super::accept::{Media, is_json};
use super::answer::of_response;
use super::body;
use super::call::{Ready, Speaker, Transport, prepare};
use super::codes::settle;
use super::events;
use super::fault::Fault;
use super::payload::{Call, Payload};
use super::reply::{Events, Wish};
use super::speaker::{attended, speaker};
use crate::http::actor::{Authenticate, language};
use crate::http::request_id::RequestId;
use crate::http::speaking::Proof;
use crate::http::state::{Api, SharedApi};

/// Answers a POST.
pub async fn post<E: Executor, A: Authenticate>(
    State(api): State<SharedApi<E, A>>,
    Extension(request_id): Extension<RequestId>,
    request: Request,
) -> Response {
    let language = language(request.headers());
    let wish = Wish::of(request.headers());
    if wish.is_nothing() {
        return wish.fault(&Fault::NotAcceptable, language);
    }
    answer_post(&api, request_id, request, wish)
        .await
        .unwrap_or_else(|fault| wish.fault(&fault, language))
}

async fn answer_post<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    request_id: RequestId,
    request: Request,
    wish: Wish,
) -> Result<Response, Fault> {
    let (head, body) = request.into_parts();
    let speaker = speaker(api, &head, request_id, Proof::Header).await?;
    if !is_json(&head.headers) {
        return Err(Fault::UnsupportedMediaType);
    }
    let limits = &api.options.http;
    let limit = match speaker.actor {
        Some(_) => limits.body_bytes,
        None => limits.anonymous_body_bytes.min(limits.body_bytes),
    };
    let bytes = body::read(&head.headers, body, limit, limits.body_time).await?;
    let call = Payload::from_body(&bytes)?.into_call(&api.persisted)?;
    drop(bytes);
    run(api, call, &speaker, wish, false).await
}

/// Runs a request.
///
/// # Errors
/// A [`Fault`] where the request is not run.
pub async fn run<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    call: Call,
    speaker: &Speaker<A::Actor>,
    wish: Wish,
    by_get: bool,
) -> Result<Response, Fault> {
    let transport = match (wish.events, by_get) {
        (Events::Refused, false) => Transport::Post,
        (Events::Refused, true) => Transport::Get,
        _ => Transport::Events { by_get },
    };
    let slot = api.slots.try_acquire().map_err(|_| Fault::Busy)?;
    let prepared = prepare(api, call, speaker, transport)?;
    if prepared.kind == OperationType::Subscription {
        // It mostly waits; its reads are the service's to bound.
        drop(slot);
        return events::stream(api, prepared, speaker);
    }
    let Ready {
        request,
        kind,
        cost,
    } = prepared;
    if wish.events != Events::Refused {
        attended(api, speaker, kind).await;
    }
    let mut response = api.executor.execute(request).await;
    let outcome = settle(&mut response, &speaker.request_id, speaker.language);
    if speaker.wants_cost {
        tell_cost(&mut response, cost, api.rules.limits.cost);
    }
    Ok(match wish {
        Wish {
            events: Events::Preferred,
            ..
        } => events::single(&response, outcome),
        Wish { media, .. } => of_response(&response, outcome, media.unwrap_or(Media::Json)),
    })
}

/// Says what a query could have cost, and how much one may.
fn tell_cost(response: &mut GraphqlResponse, cost: u64, limit: u64) {
    let told: Value = value!({ "requested": cost, "limit": limit });
    response.extensions.insert("cost".to_owned(), told);
}
