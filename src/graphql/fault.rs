//! A refusal as a GraphQL error: its code, its place, and words for outside.

use async_graphql::{Context, Error, ErrorExtensions, Value};

use super::state::Asking;
use crate::domain::base::language::Language;
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::words::faults;

/// A nullable field: null without an error, a value, or null with an error at that field.
///
/// A resolver that returned `Result<Option<T>>` would leave the field out of the answer on an
/// error; this leaves null in its place, as the specification has it.
pub type Nullable<T> = Option<Result<T, Error>>;

/// The code for `extensions.code`.
const fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Unauthenticated => "UNAUTHENTICATED",
        Refusal::Forbidden => "FORBIDDEN",
        Refusal::NotFound => "NOT_FOUND",
        Refusal::BadInput { .. } | Refusal::Faults(_) => "BAD_USER_INPUT",
        Refusal::Conflict(_) => "CONFLICT",
        Refusal::Overloaded { .. } => "SERVICE_UNAVAILABLE",
        Refusal::TooManyTries { .. } => "RATE_LIMITED",
        Refusal::Full | Refusal::Internal(_) => "INTERNAL_SERVER_ERROR",
    }
}

/// A refusal as a GraphQL error. What is internal goes to the log under a reference, which is all
/// that the client gets of it.
#[must_use]
pub fn error(refusal: &Refusal, office: Option<&Office>, language: Language) -> Error {
    let reference = match refusal {
        Refusal::Full | Refusal::Internal(_) => logged(refusal, office),
        _ => String::new(),
    };
    let message = faults::refusal(refusal, &reference, language);
    Error::new(message).extend_with(|_, extensions| {
        extensions.set("code", code(refusal));
        match refusal {
            Refusal::BadInput { path, .. } => {
                extensions.set(
                    "path",
                    path.iter().map(|step| segment(step)).collect::<Vec<_>>(),
                );
            }
            Refusal::Overloaded { retry_after } | Refusal::TooManyTries { retry_after } => {
                extensions.set("retryAfter", *retry_after);
            }
            Refusal::Full | Refusal::Internal(_) => extensions.set("reference", reference),
            _ => {}
        }
    })
}

/// A step of a place: an element of a list by its number, a field by its name.
fn segment(step: &str) -> Value {
    match step.parse::<u64>() {
        Ok(index) => index.into(),
        Err(_) => step.into(),
    }
}

fn logged(refusal: &Refusal, office: Option<&Office>) -> String {
    let id = office.and_then(|office| office.chance.id(office.clock.now()).ok());
    let reference = id.map_or_else(|| "-".to_owned(), |id| id.to_string());
    tracing::error!(reference, reason = %refusal, "a use case failed");
    reference
}

/// Turns what services answer into what GraphQL shows.
pub trait Showing {
    /// A refusal as an error in the request's language.
    fn fault(&self, refusal: &Refusal) -> Error;

    /// A value that must be there.
    ///
    /// # Errors
    /// The refusal.
    fn show<T>(&self, answer: Result<T, Refusal>) -> Result<T, Error> {
        answer.map_err(|refusal| self.fault(&refusal))
    }

    /// A value that may be null: absent, or refused with an error at its field.
    fn nullable<T>(&self, answer: Result<Option<T>, Refusal>) -> Nullable<T> {
        match answer {
            Ok(value) => value.map(Ok),
            Err(refusal) => Some(Err(self.fault(&refusal))),
        }
    }
}

impl Showing for Context<'_> {
    fn fault(&self, refusal: &Refusal) -> Error {
        let office = self.office().ok().map(AsRef::as_ref);
        error(refusal, office, self.language())
    }
}
