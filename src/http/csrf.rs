//! Tells a request that a page of ours made from one that another site made a browser send.
//!
//! Only where a cookie signs in: a browser adds cookies by itself, a bearer token never.

use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};

/// The cookie that signs a person in.
pub const SESSION: &str = "longdan_session";

/// Headers that no form and no picture can send: a browser asks the server before it sends one across origins.
/// The first two are those of Apollo's clients.
pub const PREFLIGHT: [&str; 3] = [
    "apollo-require-preflight",
    "x-apollo-operation-name",
    "graphql-require-preflight",
];

/// Whether a cookie of this name signs the request in: a token goes before any cookie.
#[must_use]
pub fn signs_in_by_cookie(headers: &HeaderMap, name: &str) -> bool {
    !headers.contains_key(AUTHORIZATION)
        && headers.get_all(COOKIE).iter().any(|value| {
            let pairs = value.to_str().unwrap_or_default().split(';');
            pairs
                .filter_map(|pair| pair.trim().split_once('='))
                .any(|(found, value)| found == name && !value.is_empty())
        })
}

/// Whether the request bears one of the headers of [`PREFLIGHT`], not empty.
#[must_use]
pub fn has_preflight_header(headers: &HeaderMap) -> bool {
    PREFLIGHT
        .iter()
        .filter_map(|name| headers.get(*name))
        .any(|value| !value.is_empty())
}

/// Whether the request comes from a page of this server, of a named origin, or from no page at all. For
/// WebSockets, before which no browser asks.
#[must_use]
pub fn is_from_known_origin(headers: &HeaderMap, origins: &[String]) -> bool {
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let own = origin.split_once("://").map(|(_, host)| host);
    own.is_some_and(|own| Some(own) == host) || origins.iter().any(|known| known == origin)
}
