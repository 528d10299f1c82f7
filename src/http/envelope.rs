//! What every request gets: a name, a log line, safe headers, a net below panics.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt;
use tracing::{Instrument, error, info, info_span};

use super::actor::language;
use super::graphql::accept::{Media, negotiate};
use super::graphql::answer::of_fault;
use super::graphql::fault::Fault;
use super::paths::PATHS;
use super::request_id::{RequestId, RequestIds, X_REQUEST_ID};
use crate::domain::base::language::Language;

/// Headers that an answer has unless its route says otherwise.
const SAFE: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// How the policy of a page ends that any site may frame: the older header has no word for that.
const ANY_FRAME: &[u8] = b"frame-ancestors *";

/// Wraps a request on its way in and its answer on its way out.
pub async fn wrap(
    State(request_ids): State<Arc<RequestIds>>,
    mut request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let id = request_ids.name(request.headers());
    request.extensions_mut().insert(id.clone());
    let route = route(&request);
    let method = request.method().clone();
    let span = info_span!("request", id = id.as_str(), %method, route);
    let telling = Telling::of(&request);
    let work = async {
        AssertUnwindSafe(next.run(request))
            .catch_unwind()
            .await
            .unwrap_or_else(|panic| telling.panicked(&id, panic.as_ref()))
    };
    let mut answer = work.instrument(span.clone()).await;
    seal(&mut answer, &id);
    note(&answer, &method, route, begun, &span);
    answer
}

/// How to tell a request that something went wrong, once the request itself is gone.
struct Telling {
    media: Media,
    language: Language,
}

impl Telling {
    fn of(request: &Request) -> Self {
        Self {
            media: negotiate(request.headers()).unwrap_or(Media::Json),
            language: language(request.headers()),
        }
    }

    fn panicked(&self, id: &RequestId, panic: &(dyn Any + Send)) -> Response {
        let reason = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("unknown");
        error!(reference = id.as_str(), reason, "panic in a request");
        let fault = Fault::Internal {
            reference: id.to_string(),
        };
        of_fault(&fault, self.media, self.language)
    }
}

/// The pattern of the route that answers: never the address itself, which may hold a token.
fn route(request: &Request) -> &'static str {
    let matched = request.extensions().get::<MatchedPath>();
    let matched = matched.map_or("", MatchedPath::as_str);
    PATHS
        .into_iter()
        .find(|path| *path == matched)
        .unwrap_or("other")
}

fn seal(answer: &mut Response, id: &RequestId) {
    let headers = answer.headers_mut();
    let is_framed = headers
        .get(CONTENT_SECURITY_POLICY)
        .is_some_and(|policy| policy.as_bytes().ends_with(ANY_FRAME));
    for (name, value) in SAFE {
        if is_framed && name == X_FRAME_OPTIONS {
            continue;
        }
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    headers.insert(X_REQUEST_ID, id.header());
}

fn note(
    answer: &Response,
    method: &Method,
    route: &'static str,
    begun: Instant,
    span: &tracing::Span,
) {
    let status = answer.status();
    let time = begun.elapsed();
    let labels = [
        ("route", route.to_owned()),
        ("method", method_label(method).to_owned()),
        ("status", status.as_str().to_owned()),
    ];
    metrics::counter!("longdan_http_requests_total", &labels).increment(1);
    metrics::histogram!("longdan_http_request_seconds", "route" => route)
        .record(time.as_secs_f64());
    span.in_scope(|| info!(status = status.as_u16(), time = ?time, "answered"));
}

/// A method as a label: a sender can make up methods, but not new lines in our figures.
const fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
