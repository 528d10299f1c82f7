//! What the routes of documents answer, errors in the shape of the API's.

use async_graphql::{ServerError, Value};
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;

use crate::domain::base::canonical::hex;
use crate::domain::base::language::Language;
use crate::domain::recognition::evidence::Document;
use crate::graphql::fault::error;
use crate::graphql::id::GlobalId;
use crate::http::graphql::accept::Media;
use crate::http::graphql::answer::of_fault;
use crate::http::graphql::fault::{Fault, coded, told};
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::services::user_fault::UserFault;
use crate::words::faults;
use crate::words::spoken::Text;

/// Why a document is not taken or given.
#[derive(Debug)]
pub enum DocumentFault {
    /// The request can't be read.
    Http(Fault),
    /// The kind of document is not of the list.
    OtherType,
    /// The office refuses.
    Refused(Refusal),
}

impl From<Fault> for DocumentFault {
    fn from(fault: Fault) -> Self {
        Self::Http(fault)
    }
}

impl From<Refusal> for DocumentFault {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unauthenticated => Self::Http(Fault::Unauthenticated),
            Refusal::Overloaded { .. } => Self::Http(Fault::Busy),
            other => Self::Refused(other),
        }
    }
}

/// A document that was taken in.
#[must_use]
pub fn taken(document: &Document) -> Response {
    let body = json!({
        "id": GlobalId::Document(document.id).encode().0,
        "name": document.name,
        "mediaType": document.media_type.as_str(),
        "size": document.size,
        "sha256": document.sha256,
    });
    of_json(StatusCode::CREATED, &body)
}

/// A document's content, to be saved and never shown in a page of ours.
#[must_use]
pub fn given(document: &Document, content: Vec<u8>) -> Response {
    let mut answer = Response::new(Body::from(content));
    let headers = answer.headers_mut();
    let media_type = HeaderValue::from_static(document.media_type.as_str());
    headers.insert(CONTENT_TYPE, media_type);
    if let Ok(value) = HeaderValue::from_str(&disposition(&document.name)) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    cached(&mut answer, document);
    answer
}

/// Says that what the client holds is what there is.
#[must_use]
pub fn unchanged(document: &Document) -> Response {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::NOT_MODIFIED;
    cached(&mut answer, document);
    answer
}

/// The content's name for caches: its hash.
#[must_use]
pub fn tag(document: &Document) -> String {
    format!("\"{}\"", document.sha256)
}

fn cached(answer: &mut Response, document: &Document) {
    let headers = answer.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag(document)) {
        headers.insert(ETAG, tag);
    }
    // The right may end at any time, so it is asked for each time.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(VARY, HeaderValue::from_static("authorization, cookie"));
}

/// `attachment` with the name in UTF-8 (RFC 6266, RFC 8187).
fn disposition(name: &str) -> String {
    let mut value = "attachment; filename*=UTF-8''".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~') {
            value.push(char::from(byte));
        } else {
            value.push('%');
            value.push_str(&hex(&[byte]).to_ascii_uppercase());
        }
    }
    value
}

/// Why a document is not taken or given, in the reader's language.
#[must_use]
pub fn refused(fault: &DocumentFault, office: &Office, language: Language) -> Response {
    match fault {
        DocumentFault::Http(fault) => of_fault(fault, Media::Json, language),
        DocumentFault::OtherType => {
            let words = Text::of(
                "Loại tài liệu này không được nhận; hãy gửi PDF, JPEG, PNG, ODT, ODS, DOCX, XLSX, văn bản thuần hoặc CSV.",
                "This kind of document is not taken; send PDF, JPEG, PNG, ODT, ODS, DOCX, XLSX, plain text or CSV.",
            );
            let error = told(words.text(language).to_owned(), coded("BAD_USER_INPUT"));
            of_errors(StatusCode::UNSUPPORTED_MEDIA_TYPE, &[error])
        }
        DocumentFault::Refused(Refusal::Faults(faults)) => {
            let errors: Vec<ServerError> = faults
                .iter()
                .map(|fault| of_user_fault(fault, language))
                .collect();
            of_errors(StatusCode::UNPROCESSABLE_ENTITY, &errors)
        }
        DocumentFault::Refused(refusal) => {
            let status = match refusal {
                Refusal::Forbidden => StatusCode::FORBIDDEN,
                Refusal::NotFound => StatusCode::NOT_FOUND,
                Refusal::Conflict(_) => StatusCode::CONFLICT,
                Refusal::BadInput { .. } => StatusCode::BAD_REQUEST,
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            };
            let error = error(refusal, Some(office), language);
            let mut shown = ServerError::new(error.message, None);
            shown.extensions = error.extensions;
            of_errors(status, &[shown])
        }
    }
}

fn of_user_fault(fault: &UserFault, language: Language) -> ServerError {
    let mut extensions = coded(fault.code.as_str());
    let path = fault.path.iter().cloned().map(Value::String).collect();
    extensions.set("path", Value::List(path));
    told(faults::user_fault(fault, language), extensions)
}

fn of_errors(status: StatusCode, errors: &[ServerError]) -> Response {
    of_json(status, &json!({ "errors": errors }))
}

fn of_json(status: StatusCode, body: &serde_json::Value) -> Response {
    let mut answer = Response::new(Body::from(body.to_string()));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, Media::Json.content_type());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
