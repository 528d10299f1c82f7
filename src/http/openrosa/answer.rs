//! What phones are answered, with the headers that they ask for.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use md5::{Digest as _, Md5};

use super::desk::{VERSION, X_OPENROSA_VERSION};
use super::fault::FieldFault;
use crate::domain::base::canonical::hex;
use crate::domain::base::language::Language;
use crate::openrosa::reply::{Nature, reply};
use crate::services::office::Office;

/// The header that says how many bytes a request with a form may have.
const ACCEPT_LENGTH: HeaderName = HeaderName::from_static("x-openrosa-accept-content-length");
/// Phones take nothing else.
const XML: HeaderValue = HeaderValue::from_static("text/xml; charset=utf-8");

/// An answer, or why there is none.
pub type Answered = Result<Response, FieldFault>;

/// A document that phones fetch again and again: its hash is its name for caches.
#[must_use]
pub fn document(headers: &HeaderMap, text: String) -> Response {
    let tag = format!("\"{}\"", hex(&Md5::digest(text.as_bytes())));
    let held = headers.get_all(IF_NONE_MATCH).iter();
    let is_held = held
        .filter_map(|value| value.to_str().ok())
        .any(|value| value == tag);
    let mut answer = if is_held {
        of(StatusCode::NOT_MODIFIED, String::new())
    } else {
        of(StatusCode::OK, text)
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answer.headers_mut().insert(ETAG, tag);
    }
    // The right may end at any time, so it is asked for each time.
    let cached = HeaderValue::from_static("private, no-cache");
    answer.headers_mut().insert(CACHE_CONTROL, cached);
    answer
}

/// A form may be sent here.
#[must_use]
pub fn may_send(limit: usize) -> Response {
    let mut answer = of(StatusCode::NO_CONTENT, String::new());
    answer.headers_mut().remove(CONTENT_TYPE);
    answer.headers_mut().insert(ACCEPT_LENGTH, limit.into());
    answer
}

/// A sentence in the envelope.
#[must_use]
pub fn told(status: StatusCode, message: &str, limit: usize) -> Response {
    let nature = if status.is_success() {
        Nature::Success
    } else {
        Nature::Error
    };
    let mut answer = of(status, reply(nature, message));
    if nature == Nature::Success {
        answer.headers_mut().insert(ACCEPT_LENGTH, limit.into());
    }
    answer
}

/// The answer, or the sentence that says why there is none; in the language that was asked for.
#[must_use]
pub fn finished(answered: Answered, office: &Office, language: Language) -> Response {
    let mut answer = answered.unwrap_or_else(|fault| {
        let message = fault.message(office, language);
        let mut answer = of(fault.status(), reply(Nature::Error, &message));
        if let Some(seconds) = fault.retry_after() {
            answer.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        answer
    });
    let spoken = match language {
        Language::Vi => "vi",
        Language::En => "en",
    };
    let headers = answer.headers_mut();
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(spoken));
    headers.insert(VARY, HeaderValue::from_static("accept-language"));
    answer
}

fn of(status: StatusCode, text: String) -> Response {
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, XML);
    headers.insert(X_OPENROSA_VERSION, HeaderValue::from_static(VERSION));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
