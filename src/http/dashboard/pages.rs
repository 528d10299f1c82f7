//! Serves the dashboard: each file is asked for anew, sent where it changed.

use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::files::{File, file, map_hash, version};
use crate::http::etag::holds;

/// What the page may load and ask: this server alone, and of what stands in it the import map.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; script-src 'self' 'sha256-{}'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        map_hash()
    )
});

/// The page.
pub async fn page(headers: HeaderMap) -> Response {
    answer("", &headers)
}

/// One of the page's files.
pub async fn part(Path(name): Path<String>, headers: HeaderMap) -> Response {
    answer(&name, &headers)
}

/// Whether the browser takes gzip: named, and not with a weight of nought.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let taken = |coding: &str| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let refused = parts.any(|part| {
            part.strip_prefix("q=")
                .is_some_and(|weight| weight.trim_matches(['0', '.']).is_empty())
        });
        named && !refused
    };
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(taken)
}

fn content(file: &File, gzip: bool) -> Response {
    let media = [(CONTENT_TYPE, file.media.clone())];
    if !gzip {
        return (media, Body::from(file.plain.clone())).into_response();
    }
    let coding = [(CONTENT_ENCODING, HeaderValue::from_static("gzip"))];
    (media, coding, Body::from(file.gzip.clone())).into_response()
}

fn answer(name: &str, headers: &HeaderMap) -> Response {
    let Some(file) = file(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let gzip = takes_gzip(headers) && !file.gzip.is_empty();
    // The same content in another coding is another thing to a cache.
    let etag = format!("\"{}{}\"", version(), if gzip { "-gzip" } else { "" });
    let mut answer = if holds(headers, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        content(file, gzip)
    };
    let fields = answer.headers_mut();
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    fields.insert(VARY, HeaderValue::from_static("accept-encoding"));
    for (field, value) in [(CONTENT_SECURITY_POLICY, POLICY.as_str()), (ETAG, &etag)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            fields.insert(field, value);
        }
    }
    answer
}
