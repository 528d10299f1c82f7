//! The address under which others reach this server.

use axum::http::header::HOST;
use axum::http::{HeaderMap, HeaderName};

/// What a proxy in front says of the way that a request came to it.
pub(super) const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The address that the settings name, else the one that a request was sent to; without a slash at its
/// end. `None` where the request names no sound one.
#[must_use]
pub fn reached(named: Option<&str>, headers: &HeaderMap) -> Option<String> {
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    let host = headers.get(HOST)?.to_str().ok()?;
    let plain =
        |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(plain) {
        return None;
    }
    let encrypted = headers
        .get(X_FORWARDED_PROTO)
        .is_some_and(|proto| proto == "https");
    let scheme = if encrypted { "https" } else { "http" };
    Some(format!("{scheme}://{host}"))
}
