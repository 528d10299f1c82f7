//! What a provider says by itself: it has signed a person out.
//!
//! The rules are those of OpenID Connect Back-Channel Logout 1.0. Whoever speaks here shows nothing but a token that
//! the provider has signed; what is wrong with one is told, since it helps the provider's people and nobody else.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::claims::signed_out;
use super::desk::OidcDesk;
use super::provider::OidcFault;
use crate::http::graphql::body;
use crate::services::provider_logout::{self, LogoutRefusal};

/// Bytes of a body that holds a token and little else.
const MOST_BYTES: usize = 64 * 1024;
/// The name of the token in the form.
const TOKEN: &str = "logout_token";
/// How the form must come.
const FORM: &str = "application/x-www-form-urlencoded";

/// Why nobody is signed out.
#[derive(Debug, thiserror::Error)]
enum BackFault {
    /// What came is not one token in a form.
    #[error("one logout_token is wanted, as a form")]
    Malformed,
    /// It is not believed, or the provider's keys can't be had.
    #[error(transparent)]
    Token(#[from] OidcFault),
    /// It was used before, or the sessions could not be ended.
    #[error(transparent)]
    Refused(#[from] LogoutRefusal),
}

/// Takes a provider's word that it has signed a person out.
pub async fn logout(State(desk): State<Arc<OidcDesk>>, request: Request) -> Response {
    match ended(&desk, request).await {
        Ok(count) => {
            tracing::info!(count, "the provider of identities has signed a person out");
            answer(StatusCode::OK, Body::empty())
        }
        Err(fault) => refused(&fault),
    }
}

fn refused(fault: &BackFault) -> Response {
    tracing::warn!(%fault, "a sign-out by the provider of identities was not taken");
    let told = match fault {
        BackFault::Refused(LogoutRefusal::Unavailable(_)) => "try again".to_owned(),
        fault => fault.to_string(),
    };
    let body = json!({ "error": "invalid_request", "error_description": told });
    let mut answer = answer(StatusCode::BAD_REQUEST, Body::from(body.to_string()));
    let json = HeaderValue::from_static("application/json");
    answer.headers_mut().insert(CONTENT_TYPE, json);
    answer
}

fn answer(status: StatusCode, body: Body) -> Response {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    let value = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(CACHE_CONTROL, value);
    answer
}

async fn ended(desk: &OidcDesk, request: Request) -> Result<usize, BackFault> {
    let (head, content) = request.into_parts();
    if !is_form(&head.headers) {
        return Err(BackFault::Malformed);
    }
    let bytes = body::read(&head.headers, content, MOST_BYTES, desk.time).await;
    let bytes = bytes.map_err(|_| BackFault::Malformed)?;
    let token = token(&bytes).ok_or(BackFault::Malformed)?;
    let now = desk.office.clock.now();
    let claims = desk.provider.verified(token, now).await?;
    let out = signed_out(&claims, &desk.provider.options, now).map_err(OidcFault::from)?;
    Ok(provider_logout::end(&desk.office, &out).await?)
}

fn is_form(headers: &HeaderMap) -> bool {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let name = value.map(|value| value.split(';').next().unwrap_or(value).trim());
    name.is_some_and(|name| name.eq_ignore_ascii_case(FORM))
}

/// The one token of a form. Its signs are those that no form escapes.
fn token(form: &[u8]) -> Option<&str> {
    let form = std::str::from_utf8(form).ok()?;
    let mut values = form
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(name, _)| *name == TOKEN)
        .map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(token), None) if !token.is_empty() => Some(token),
        _ => None,
    }
}
