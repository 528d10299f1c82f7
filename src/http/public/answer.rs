//! Answers for everybody: kept by caches, checked by their hash.

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use crate::domain::base::canonical::sha256_hex;
use crate::http::etag::holds;

/// How long a cache may keep an answer: a result may be published or revised at any time.
const KEPT: &str = "public, max-age=300";
/// Lets other sites load it.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// A page loads nothing and runs nothing; its style stands in it.
const PAGE: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The same of a page that any site may frame.
const FRAMED: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *";

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page.
    Page,
    /// A page that other sites may frame.
    FramedPage,
    /// JSON.
    Json,
    /// The JSON of a frozen result, byte for byte, to be saved.
    Frozen,
    /// A table.
    Csv,
}

impl Kind {
    const fn media_type(self) -> &'static str {
        match self {
            Self::Page | Self::FramedPage => "text/html; charset=utf-8",
            Self::Json | Self::Frozen => "application/json; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }
}

/// An answer, or that the client holds it already.
#[must_use]
pub fn given(kind: Kind, body: Vec<u8>, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", sha256_hex(&body));
    let is_held = holds(asked, &tag);
    let mut answer = Response::new(if is_held {
        Body::empty()
    } else {
        Body::from(Bytes::from(body))
    });
    if is_held {
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = answer.headers_mut();
    for (name, value) in [
        (CACHE_CONTROL, KEPT),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (RESOURCE_POLICY, "cross-origin"),
        (VARY, "accept-language"),
        (CONTENT_TYPE, kind.media_type()),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    let policy = match kind {
        Kind::Page => Some((CONTENT_SECURITY_POLICY, PAGE)),
        Kind::FramedPage => Some((CONTENT_SECURITY_POLICY, FRAMED)),
        Kind::Frozen => Some((CONTENT_DISPOSITION, "attachment; filename=\"result.json\"")),
        Kind::Csv => Some((CONTENT_DISPOSITION, "attachment; filename=\"results.csv\"")),
        Kind::Json => None,
    };
    if let Some((name, value)) = policy {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}
