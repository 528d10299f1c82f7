//! Serves the survey app: each file is asked for anew, sent where it changed.

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::files::{file, version};

/// What the app may load and ask: this server alone, and nothing that stands in its page.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);

/// Sends `/survey` on to its folder, below which the worker may keep files; the browser takes the
/// part behind `#` along.
pub async fn folder() -> Response {
    let folder = HeaderValue::from_static("survey/");
    (StatusCode::PERMANENT_REDIRECT, [(LOCATION, folder)]).into_response()
}

/// The page.
pub async fn page(headers: HeaderMap) -> Response {
    answer("", &headers)
}

/// One of the app's files.
pub async fn part(Path(name): Path<String>, headers: HeaderMap) -> Response {
    answer(&name, &headers)
}

fn answer(name: &str, headers: &HeaderMap) -> Response {
    let Some(file) = file(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = format!("\"{}\"", version());
    let known = headers
        .get(IF_NONE_MATCH)
        .is_some_and(|value| value.as_bytes() == etag.as_bytes());
    let mut answer = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let media = [(CONTENT_TYPE, file.media.clone())];
        (media, Body::from(file.bytes.clone())).into_response()
    };
    let fields = answer.headers_mut();
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    fields.insert(CONTENT_SECURITY_POLICY, POLICY);
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        fields.insert(ETAG, etag);
    }
    answer
}
