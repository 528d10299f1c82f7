//! Server-Sent Events: the second way for subscriptions.
//!
//! The events are `next` with a result and `complete`. An end without `complete` means: connect again.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::{Executor, Response as GraphqlResponse, ServerError};
use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use futures_util::future::{pending, ready, select};
use futures_util::stream::{Stream, once, select as either, unfold};
use futures_util::{FutureExt, StreamExt, pin_mut};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::answer::{VARIES, Written};
use super::call::{Ready, Speaker};
use super::codes::{Outcome, settle};
use super::fault::Fault;
use crate::domain::base::language::Language;
use crate::http::actor::Authenticate;
use crate::http::request_id::RequestId;
use crate::http::state::Api;

/// A comment, which keeps proxies from ending a silent connection.
const BEAT: Bytes = Bytes::from_static(b":\n\n");
/// The last event. A browser hears of an event only where it has data.
const COMPLETE: Bytes = Bytes::from_static(b"event: complete\ndata: \n\n");
/// Tells nginx not to hold events back.
const UNBUFFERED: HeaderName = HeaderName::from_static("x-accel-buffering");

/// Runs a subscription and tells its results as they come, until either side ends it, the token no longer
/// holds, or the server stops.
///
/// # Errors
/// [`Fault::Busy`] where too many look on.
pub fn stream<E: Executor, A: Authenticate>(
    api: &Api<E, A>,
    ready_one: Ready,
    speaker: &Speaker<A::Actor>,
) -> Result<Response, Fault> {
    let slot = Arc::clone(&api.sessions)
        .try_acquire_owned()
        .map_err(|_| Fault::Busy)?;
    let lifeline = api.lifeline.clone();
    let ended = match &speaker.actor {
        Some(actor) => api.authenticate.ended(actor).boxed(),
        None => pending().boxed(),
    };
    let end = async move {
        let stopping = lifeline.stopping();
        pin_mut!(stopping);
        select(stopping, ended).await;
    };
    let (request_id, language) = (speaker.request_id.clone(), speaker.language);
    let results = api.executor.execute_stream(ready_one.request, None);
    let results = AssertUnwindSafe(results)
        .catch_unwind()
        .map(move |result| match result {
            Ok(mut response) => {
                let outcome = settle(&mut response, &request_id, language);
                next(&response, outcome)
            }
            Err(_) => panicked(&request_id, language),
        });
    let pieces = with_beats(results, api.options.socket.ping_every);
    let pieces = pieces.take_until(end).map(move |piece| {
        // Held as long as somebody looks on.
        let _ = &slot;
        piece
    });
    Ok(of(pieces))
}

/// One result as events.
#[must_use]
pub fn single(response: &GraphqlResponse, outcome: Outcome) -> Response {
    of(told(next(response, outcome)))
}

/// What is wrong with a request, as events.
#[must_use]
pub fn refused(errors: &[ServerError]) -> Response {
    let response = GraphqlResponse::from_errors(errors.to_vec());
    single(&response, Outcome::RequestError)
}

fn told(event: Bytes) -> impl Stream<Item = Bytes> {
    once(ready(event)).chain(once(ready(COMPLETE)))
}

fn next(response: &GraphqlResponse, outcome: Outcome) -> Bytes {
    let json = Written::new(response, outcome).to_json();
    // JSON has no line ends of its own, so it is one line of data.
    [b"event: next\ndata: ".as_slice(), &json, b"\n\n"]
        .concat()
        .into()
}

fn panicked(request_id: &RequestId, language: Language) -> Bytes {
    tracing::error!(
        reference = request_id.as_str(),
        "panic in an operation over events"
    );
    let fault = Fault::Internal {
        reference: request_id.to_string(),
    };
    let response = GraphqlResponse::from_errors(fault.errors(language));
    next(&response, Outcome::RequestError)
}

/// Events, `complete` after them, and beats between.
fn with_beats(
    events: impl Stream<Item = Bytes> + Send + 'static,
    every: Duration,
) -> impl Stream<Item = Bytes> + Send {
    let mut ticks = interval_at(Instant::now() + every, every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let beats = unfold(ticks, |mut ticks| async move {
        ticks.tick().await;
        Some((Some(BEAT), ticks))
    });
    let events = events.chain(once(ready(COMPLETE))).map(Some);
    either(events.chain(once(ready(None))), beats)
        .take_while(|piece| ready(piece.is_some()))
        .filter_map(ready)
}

fn of(pieces: impl Stream<Item = Bytes> + Send + 'static) -> Response {
    let mut answer = Response::new(Body::from_stream(pieces.map(Ok::<_, Infallible>)));
    let headers = answer.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, "text/event-stream; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (VARY, VARIES),
        (UNBUFFERED, "no"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}
