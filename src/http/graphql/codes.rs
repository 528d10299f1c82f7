//! Gives every error its code, and keeps internal texts inside.

use async_graphql::{ErrorExtensionValues, Response, ServerError, Value};
use tracing::error;

use crate::domain::base::language::Language;
use crate::http::request_id::RequestId;

const INTERNAL: &str = "INTERNAL_SERVER_ERROR";

/// How the library begins an error about an argument's value.
const ABOUT_INPUT: [&str; 3] = [
    "Failed to parse \"",
    "Expected input type \"",
    "Invalid value for argument ",
];

/// What the errors of an answer mean for its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The operation ran; some of its fields may have failed.
    Ran,
    /// The request was at fault and nothing ran: there is no data.
    RequestError,
    /// The server was too busy for a part of it.
    Busy,
}

/// Codes and masks the errors of an answer.
///
/// An error that comes without a code, or as an internal one without a reference, was foreseen by
/// nobody: its text goes to the log, under the request's id, and the client gets that id. One with a
/// reference is in the log already, and its text was written for outside.
pub fn settle(response: &mut Response, request: &RequestId, language: Language) -> Outcome {
    if response.errors.is_empty() {
        return Outcome::Ran;
    }
    let nothing_ran =
        response.data == Value::Null && response.errors.iter().all(|error| error.path.is_empty());
    let mut outcome = if nothing_ran {
        Outcome::RequestError
    } else {
        Outcome::Ran
    };
    for error in &mut response.errors {
        match code(error) {
            Some(INTERNAL) if has_reference(error) => {}
            Some(INTERNAL) => mask(error, request, language),
            Some("SERVICE_UNAVAILABLE") => outcome = Outcome::Busy,
            Some(_) => {}
            None if is_about_input(error) => set_code(error, "BAD_USER_INPUT"),
            None if nothing_ran => set_code(error, "GRAPHQL_VALIDATION_FAILED"),
            None => mask(error, request, language),
        }
    }
    outcome
}

fn code(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code),
        Value::Enum(code) => Some(code),
        _ => None,
    }
}

fn has_reference(error: &ServerError) -> bool {
    let extensions = error.extensions.as_ref();
    extensions.is_some_and(|extensions| extensions.get("reference").is_some())
}

fn set_code(error: &mut ServerError, code: &str) {
    error
        .extensions
        .get_or_insert_with(ErrorExtensionValues::default)
        .set("code", code);
}

fn is_about_input(error: &ServerError) -> bool {
    ABOUT_INPUT
        .iter()
        .any(|beginning| error.message.starts_with(beginning))
}

fn mask(error: &mut ServerError, request: &RequestId, language: Language) {
    error!(
        reference = request.as_str(),
        reason = error.message,
        path = ?error.path,
        "internal error in a field"
    );
    error.message = match language {
        Language::En => format!("Something went wrong here. Reference: {request}"),
        Language::Vi => format!("Máy chủ gặp lỗi. Mã tra cứu: {request}"),
    };
    error.source = None;
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", INTERNAL);
    extensions.set("reference", request.as_str());
    error.extensions = Some(extensions);
}
