//! What the routes of sessions answer.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::domain::trust::actor::Actor;
use crate::domain::trust::sign_in::Left;
use crate::http::graphql::accept::Media;
use crate::http::graphql::fault::Fault;
use crate::http::request_id::RequestId;
use crate::http::speaking::{PROOF_HEADER, is_secure, name, set_cookie};
use crate::services::refusal::Refusal;

/// How the session stands: who speaks, how long still, what a page must show beside the cookie, which ways in there are.
#[must_use]
pub fn standing(actor: Option<&Actor>, left: Option<Left>, has_provider: bool) -> Value {
    json!({
        "signedIn": actor.is_some(),
        "name": actor.map(|actor| &actor.name),
        "roles": actor.map(|actor| &actor.roles).into_iter().flatten().map(|role| role.as_str()).collect::<Vec<_>>(),
        "expiresAt": actor.and_then(|actor| actor.expires_at),
        "idle": left.map(|left| left.whole.num_seconds()),
        "idleIn": left.map(|left| left.idle.num_seconds()),
        "endsIn": left.map(|left| left.longest.num_seconds()),
        "csrfHeader": PROOF_HEADER,
        "ways": { "token": true, "oidc": has_provider },
    })
}

/// How it stands with one who has signed out, and where the provider signs them out too.
#[must_use]
pub fn parted(has_provider: bool, end_session: Option<&str>) -> Value {
    let mut body = standing(None, None, has_provider);
    if let Some(fields) = body.as_object_mut() {
        fields.insert("endSession".to_owned(), json!(end_session));
    }
    body
}

/// An answer in JSON that no cache keeps.
#[must_use]
pub fn of_json(status: StatusCode, body: &Value) -> Response {
    let mut answer = Response::new(Body::from(body.to_string()));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, Media::Json.content_type());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("authorization, cookie"));
    answer
}

/// Puts the session's cookie into an answer; an empty secret takes it away.
pub fn put_cookie(answer: &mut Response, named: Option<&str>, asked: &HeaderMap, secret: &str) {
    let secure = is_secure(named, asked);
    if let Some(cookie) = set_cookie(name(named, asked), secret, "Strict", secure) {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
}

/// What a client is told of a refusal by the office.
#[must_use]
pub fn of_refusal(refusal: &Refusal, request_id: &RequestId) -> Fault {
    match refusal {
        Refusal::Unauthenticated => Fault::Unauthenticated,
        Refusal::TooManyTries { retry_after } => Fault::TooManyTries {
            retry_after: *retry_after,
        },
        Refusal::Overloaded { .. } => Fault::Busy,
        other => {
            tracing::error!(reference = request_id.as_str(), reason = %other, "signing in failed");
            Fault::Internal {
                reference: request_id.to_string(),
            }
        }
    }
}
