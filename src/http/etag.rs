//! Whether a client holds what it asks for, told by its tag.

use axum::http::HeaderMap;
use axum::http::header::IF_NONE_MATCH;

/// Whether the client holds what bears this tag (RFC 9110, 13.1.2: a list, of weak ones too).
#[must_use]
pub fn holds(asked: &HeaderMap, tag: &str) -> bool {
    asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|held| held.trim().trim_start_matches("W/") == tag)
}
