//! A GraphQL answer as an HTTP response.

use std::collections::BTreeMap;

use async_graphql::{Response as GraphqlResponse, ServerError, Value};
use axum::body::Body;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::accept::Media;
use super::codes::Outcome;
use super::fault::{Fault, request_error};
use crate::domain::base::language::Language;
use crate::graphql::json::Json;

/// How soon one who was turned away for load may come again, in seconds.
const RETRY_SECONDS: &str = "1";

/// What an answer depends on beside the address and the body.
pub const VARIES: &str = "accept, accept-language, authorization, cookie, origin";

/// Stands in the extensions of an answer without errors.
#[derive(Debug, Clone, Copy)]
pub struct Whole;

/// An answer as it is written: errors first, no `data` beside request errors.
#[derive(Debug, Serialize)]
pub struct Written<'a> {
    #[serde(skip_serializing_if = "<[ServerError]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: &'a BTreeMap<String, Value>,
}

impl<'a> Written<'a> {
    /// An answer whose errors have been settled.
    #[must_use]
    pub fn new(response: &'a GraphqlResponse, outcome: Outcome) -> Self {
        Self {
            errors: &response.errors,
            data: (outcome != Outcome::RequestError).then_some(&response.data),
            extensions: &response.extensions,
        }
    }

    /// The answer as JSON; what of its data is JSON already is taken as it is.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = Json::default();
        json.raw(b"{");
        if !self.errors.is_empty() {
            json.key("errors");
            json.put(self.errors);
        }
        if let Some(data) = self.data {
            json.key("data");
            json.value(data);
        }
        if !self.extensions.is_empty() {
            json.key("extensions");
            json.put(self.extensions);
        }
        json.raw(b"}");
        json.into_bytes()
    }
}

/// The HTTP response of an operation that was given to the library.
#[must_use]
pub fn of_response(response: &GraphqlResponse, outcome: Outcome, media: Media) -> Response {
    let status = match outcome {
        Outcome::Ran => StatusCode::OK,
        Outcome::RequestError => request_error(media),
        Outcome::Busy => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut answer = json(status, media, &Written::new(response, outcome));
    if outcome == Outcome::Ran && response.errors.is_empty() {
        answer.extensions_mut().insert(Whole);
    }
    if outcome == Outcome::Busy {
        answer
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS));
    }
    answer
}

/// The HTTP response of a request that was not run.
#[must_use]
pub fn of_fault(fault: &Fault, media: Media, language: Language) -> Response {
    let errors = fault.errors(language);
    let mut answer = json(
        fault.status(media),
        media,
        &Written {
            errors: &errors,
            data: None,
            extensions: &BTreeMap::new(),
        },
    );
    let headers = answer.headers_mut();
    match fault {
        Fault::MethodNotAllowed { allow } => {
            headers.insert(ALLOW, HeaderValue::from_static(allow));
        }
        Fault::Unauthenticated | Fault::SignedOut => {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        Fault::Busy => {
            headers.insert(RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS));
        }
        Fault::TooManyTries { retry_after } => {
            headers.insert(RETRY_AFTER, HeaderValue::from(*retry_after));
        }
        Fault::TooFast(fault) => {
            headers.insert(RETRY_AFTER, HeaderValue::from(fault.seconds()));
        }
        // What is left of the body is not worth reading.
        Fault::BodyTooLarge { .. } | Fault::BodyTooSlow { .. } => {
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        _ => {}
    }
    answer
}

fn json(status: StatusCode, media: Media, written: &Written<'_>) -> Response {
    let mut answer = Response::new(Body::from(written.to_json()));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, media.content_type());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static(VARIES));
    answer
}
