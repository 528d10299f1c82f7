//! One operation of a WebSocket session, run beside the others.

use std::panic::AssertUnwindSafe;

use async_graphql::parser::types::OperationType;
use async_graphql::{Executor, Response, ServerError, Value};
use futures_util::{FutureExt, StreamExt};
use tokio::sync::mpsc;

use super::message::FromServer;
use crate::http::actor::Authenticate;
use crate::http::graphql::answer::Written;
use crate::http::graphql::call::{Ready, Speaker, Transport, prepare};
use crate::http::graphql::codes::{Outcome, settle};
use crate::http::graphql::fault::Fault;
use crate::http::graphql::payload::Payload;
use crate::http::graphql::speaker::{attended, take};
use crate::http::state::{Api, SharedApi};

/// A message of an operation to its client.
#[derive(Debug)]
pub struct Outgoing {
    /// The client's name for the operation.
    pub id: String,
    /// Which operation of that name: a name may be used again once it is free.
    pub serial: u64,
    /// The message.
    pub text: String,
    /// Whether it is the operation's last.
    pub last: bool,
}

/// Where an operation sends its messages.
#[derive(Debug)]
pub struct Outlet {
    /// The client's name for the operation.
    pub id: String,
    /// Which operation of that name.
    pub serial: u64,
    /// To the session.
    pub sender: mpsc::Sender<Outgoing>,
}

impl Outlet {
    /// Sends a message; waits while the client is slow. False where the session is gone.
    async fn send(&self, message: FromServer<'_>, last: bool) -> bool {
        let outgoing = Outgoing {
            id: self.id.clone(),
            serial: self.serial,
            text: message.text(),
            last,
        };
        self.sender.send(outgoing).await.is_ok()
    }

    /// Ends the operation with errors.
    pub async fn refuse(&self, errors: &[ServerError]) {
        let message = FromServer::Error {
            id: &self.id,
            payload: errors,
        };
        self.send(message, true).await;
    }
}

/// Runs an operation to its end. A panic ends this operation alone.
pub async fn run<E: Executor, A: Authenticate>(
    api: SharedApi<E, A>,
    payload: Payload,
    speaker: Speaker<A::Actor>,
    outlet: Outlet,
) {
    let work = AssertUnwindSafe(judge_and_stream(&api, payload, &speaker, &outlet)).catch_unwind();
    let fault = match work.await {
        Ok(Ok(())) => return,
        Ok(Err(fault)) => fault,
        Err(_) => {
            tracing::error!(
                reference = speaker.request_id.as_str(),
                "panic in an operation over WebSocket"
            );
            Fault::Internal {
                reference: speaker.request_id.to_string(),
            }
        }
    };
    outlet.refuse(&fault.errors(speaker.language)).await;
}

async fn judge_and_stream<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    payload: Payload,
    speaker: &Speaker<A::Actor>,
    outlet: &Outlet,
) -> Result<(), Fault> {
    take(api, &speaker.caller)?;
    let slot = api.slots.try_acquire().map_err(|_| Fault::Busy)?;
    let call = payload.into_call(&api.persisted)?;
    let Ready { request, kind, .. } = prepare(api, call, speaker, Transport::Socket)?;
    attended(api, speaker, kind).await;
    // A subscription mostly waits; its reads are the service's to bound.
    let slot = (kind != OperationType::Subscription).then_some(slot);
    let mut results = api.executor.execute_stream(request, None);
    let mut first = true;
    while let Some(mut response) = results.next().await {
        let outcome = settle(&mut response, &speaker.request_id, speaker.language);
        if first && never_began(&response, outcome, kind) {
            outlet.refuse(&response.errors).await;
            return Ok(());
        }
        first = false;
        let message = FromServer::Next {
            id: &outlet.id,
            payload: Written::new(&response, outcome),
        };
        if !outlet.send(message, false).await {
            return Ok(());
        }
    }
    drop(slot);
    outlet
        .send(FromServer::Complete { id: &outlet.id }, true)
        .await;
    Ok(())
}

/// Whether errors stand for an operation that was not run: a request error, or a subscription
/// whose source refused.
fn never_began(response: &Response, outcome: Outcome, kind: OperationType) -> bool {
    let refused = kind == OperationType::Subscription
        && response.data == Value::Null
        && !response.errors.is_empty();
    outcome == Outcome::RequestError || refused
}
