//! Which media type a GraphQL answer gets, and which one a request must come in.

use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};

use super::super::weight::weighted;

const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

/// The media type of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// `application/json`: request errors come with 200, for clients of old.
    Json,
    /// `application/graphql-response+json`: request errors come with 400.
    GraphqlResponse,
}

impl Media {
    /// The value of the answer's Content-Type.
    #[must_use]
    pub const fn content_type(self) -> HeaderValue {
        match self {
            Self::Json => HeaderValue::from_static("application/json; charset=utf-8"),
            Self::GraphqlResponse => {
                HeaderValue::from_static("application/graphql-response+json; charset=utf-8")
            }
        }
    }
}

/// How well a media range names a type: not, by `*/*`, by `application/*`, by its name.
fn precision(range: &str, name: &str) -> u8 {
    if range.eq_ignore_ascii_case(name) {
        3
    } else if range.eq_ignore_ascii_case("application/*") {
        2
    } else {
        u8::from(range == "*/*")
    }
}

/// The type that the client likes best; `None` where it takes neither.
///
/// Without an Accept header, and where nothing but wildcards speak, it is `application/json`;
/// where both are named alike, the newer type.
#[must_use]
pub fn negotiate(headers: &HeaderMap) -> Option<Media> {
    if !headers.contains_key(ACCEPT) {
        return Some(Media::Json);
    }
    // For each type the weight of the range that names it most precisely.
    let mut json = (0_u8, 0_u16);
    let mut graphql = (0_u8, 0_u16);
    for value in headers.get_all(ACCEPT) {
        for item in value.to_str().unwrap_or_default().split(',') {
            let (range, weight) = weighted(item);
            for (name, best) in [(JSON, &mut json), (GRAPHQL_RESPONSE, &mut graphql)] {
                let precision = precision(range, name);
                if precision > best.0 {
                    *best = (precision, weight);
                }
            }
        }
    }
    let key = |(precision, weight): (u8, u16)| (weight, precision == 3);
    if json.1 == 0 && graphql.1 == 0 {
        None
    } else if key(graphql) > key(json) || (key(graphql) == key(json) && graphql.0 == 3) {
        Some(Media::GraphqlResponse)
    } else {
        Some(Media::Json)
    }
}

/// Whether a request's body is declared as JSON in UTF-8.
#[must_use]
pub fn is_json(headers: &HeaderMap) -> bool {
    let Some(Ok(value)) = headers.get(CONTENT_TYPE).map(HeaderValue::to_str) else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let is_json = parts
        .next()
        .is_some_and(|name| name.eq_ignore_ascii_case(JSON));
    is_json && parts.all(is_utf8_or_no_charset)
}

fn is_utf8_or_no_charset(parameter: &str) -> bool {
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    !name.trim().eq_ignore_ascii_case("charset")
        || value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
}
