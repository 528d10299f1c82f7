//! Answers of the feed and its errors, in OData's own forms.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::exports::odata::fault::OptionFault;
use crate::http::graphql::fault::Fault;
use crate::services::refusal::Refusal;

/// The version of the protocol that an answer follows.
const ODATA_VERSION: HeaderName = HeaderName::from_static("odata-version");
const JSON: &str = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

/// Why the feed doesn't give what was asked for.
#[derive(Debug)]
pub(super) enum FeedFault {
    /// There is no such thing.
    NotFound,
    /// The client takes nothing that the feed can give.
    NotAcceptable,
    /// A query option can't be followed.
    Option(OptionFault),
    /// The request can't be followed.
    Http(Fault),
    /// The office refuses.
    Refused(Refusal),
}

impl From<OptionFault> for FeedFault {
    fn from(fault: OptionFault) -> Self {
        Self::Option(fault)
    }
}

impl From<Fault> for FeedFault {
    fn from(fault: Fault) -> Self {
        Self::Http(fault)
    }
}

impl From<Refusal> for FeedFault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// An answer in JSON.
pub(super) fn of_json(status: StatusCode, value: &Value) -> Response {
    of_text(status, JSON, value.to_string())
}

/// An answer of another media type.
pub(super) fn of_text(status: StatusCode, media_type: &'static str, text: String) -> Response {
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(ODATA_VERSION, HeaderValue::from_static("4.0"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// A refusal in OData's form.
pub(super) fn refused(fault: &FeedFault) -> Response {
    let (status, code, message) = told(fault);
    let mut error = json!({ "code": code, "message": message });
    if let FeedFault::Option(
        OptionFault::Unknown(name) | OptionFault::NotImplemented(name) | OptionFault::Strange(name),
    ) = fault
        && let Some(error) = error.as_object_mut()
    {
        error.insert("target".to_owned(), name.as_str().into());
    }
    let mut answer = of_json(status, &json!({ "error": error }));
    let headers = answer.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        // Excel asks for a name and a password; the password is the token, the name is not looked at.
        let basic = HeaderValue::from_static("Basic realm=\"longdan\", charset=\"UTF-8\"");
        headers.append(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        headers.append(WWW_AUTHENTICATE, basic);
    }
    if let FeedFault::Http(Fault::TooFast(fault)) = fault {
        headers.insert(RETRY_AFTER, HeaderValue::from(fault.seconds()));
    } else if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("2"));
    }
    answer
}

type Told = (StatusCode, &'static str, String);

fn told(fault: &FeedFault) -> Told {
    match fault {
        FeedFault::NotFound => not_found(),
        FeedFault::NotAcceptable => (
            StatusCode::NOT_ACCEPTABLE,
            "NOT_ACCEPTABLE",
            "Only JSON is given, and XML for $metadata.".to_owned(),
        ),
        FeedFault::Option(OptionFault::NotImplemented(name)) => (
            StatusCode::NOT_IMPLEMENTED,
            "NOT_IMPLEMENTED",
            format!("The query option ${name} is not implemented."),
        ),
        FeedFault::Option(fault) => (StatusCode::BAD_REQUEST, "BAD_REQUEST", format!("{fault}.")),
        FeedFault::Http(Fault::Unauthenticated) => unauthenticated(),
        FeedFault::Http(Fault::Busy) => busy(),
        FeedFault::Http(Fault::TooFast(_)) => too_fast(),
        FeedFault::Http(fault) => internal(fault),
        FeedFault::Refused(refusal) => of_refusal(refusal),
    }
}

fn of_refusal(refusal: &Refusal) -> Told {
    match refusal {
        Refusal::NotFound => not_found(),
        Refusal::Unauthenticated => unauthenticated(),
        Refusal::Overloaded { .. } => busy(),
        Refusal::Forbidden => (
            StatusCode::FORBIDDEN,
            "FORBIDDEN",
            "This is not for the token's role.".to_owned(),
        ),
        other => internal(other),
    }
}

fn not_found() -> Told {
    let message = "There is no such resource.".to_owned();
    (StatusCode::NOT_FOUND, "NOT_FOUND", message)
}

fn unauthenticated() -> Told {
    let message = "A valid token is needed, as a bearer token or as the password.".to_owned();
    (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", message)
}

fn busy() -> Told {
    let message = "The server is busy; come again.".to_owned();
    (StatusCode::SERVICE_UNAVAILABLE, "OVERLOADED", message)
}

fn too_fast() -> Told {
    let message = "Requests come too fast; try again shortly.".to_owned();
    (StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED", message)
}

fn internal(fault: &dyn std::error::Error) -> Told {
    tracing::error!(error = %fault, "the feed failed");
    let message = "The server failed; the request id says where.".to_owned();
    (StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL", message)
}
