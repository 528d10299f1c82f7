//! Serves the editor: a page asked for anew, files that a browser keeps.

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HOST, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::files::{file, page, version};

/// What the page may load: itself, its own sockets, and fonts that stand in its style sheet.
///
/// Its menus put a style sheet of their own into the page, hence the inline styles.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src data:; font-src data:; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'; connect-src 'self'";

/// The page.
pub async fn editor(headers: HeaderMap) -> Response {
    let etag = format!("\"{}\"", version());
    let known = headers
        .get(IF_NONE_MATCH)
        .is_some_and(|value| value.as_bytes() == etag.as_bytes());
    let mut answer = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        ([(CONTENT_TYPE, html)], page()).into_response()
    };
    let fields = [
        (ETAG, HeaderValue::from_str(&etag).ok()),
        (CACHE_CONTROL, Some(HeaderValue::from_static("no-cache"))),
        (CONTENT_SECURITY_POLICY, policy(&headers)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

/// Not every browser counts the sockets of its own host as `'self'`.
fn policy(headers: &HeaderMap) -> Option<HeaderValue> {
    let host = headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .filter(|host| host.bytes().all(is_of_host));
    let policy = host.map_or_else(
        || POLICY.to_owned(),
        |host| format!("{POLICY} ws://{host} wss://{host}"),
    );
    HeaderValue::from_str(&policy).ok()
}

const fn is_of_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']')
}

/// One of the page's files.
pub async fn part(Path((version, name)): Path<(String, String)>) -> Response {
    let Some(file) = file(&version, &name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let keep: (HeaderName, HeaderValue) = (
        CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    (
        [(CONTENT_TYPE, file.media.clone()), keep],
        Body::from(file.bytes.clone()),
    )
        .into_response()
}
