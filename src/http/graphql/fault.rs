//! What can be wrong with a GraphQL request before a resolver runs.

use std::time::Duration;

use async_graphql::{ErrorExtensionValues, ServerError, Value};
use axum::http::StatusCode;

use super::accept::Media;
use crate::domain::base::language::Language;
use crate::graphql::guard::misfit::{Misfit, Segment};
use crate::graphql::guard::positions::Misplaced;
use crate::graphql::guard::refusal::Refusal;
use crate::http::rates::TooFast;

/// A request that is not run.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The client takes no media type that we can give.
    #[error("not acceptable")]
    NotAcceptable,
    /// The body is not declared as JSON in UTF-8.
    #[error("unsupported media type")]
    UnsupportedMediaType,
    /// The method can't be used here, or not for this operation.
    #[error("method not allowed; {allow}")]
    MethodNotAllowed {
        /// The methods that can.
        allow: &'static str,
    },
    /// The body is too large.
    #[error("body of more than {limit} bytes")]
    BodyTooLarge {
        /// The bound in bytes.
        limit: usize,
    },
    /// The body took too long to arrive.
    #[error("body slower than {}s", limit.as_secs())]
    BodyTooSlow {
        /// The bound.
        limit: Duration,
    },
    /// The body broke off.
    #[error("body broken off")]
    BodyBroken,
    /// The body is not UTF-8.
    #[error("body not UTF-8")]
    NotUtf8,
    /// The body is not JSON.
    #[error("body not JSON: {reason}")]
    NotJson {
        /// What the JSON parser says.
        reason: String,
    },
    /// The body is an array of requests.
    #[error("batch")]
    Batch,
    /// The body is JSON, and neither an object nor an array.
    #[error("body not an object")]
    NotAnObject,
    /// A property of the request has the wrong type, or is missing.
    #[error("request property {property}")]
    Property {
        /// Which.
        property: &'static str,
        /// The JSON type that it must have.
        expected: JsonType,
    },
    /// Only the hash of a persisted query was sent, and none is kept.
    #[error("persisted query not found")]
    PersistedQueryNotFound,
    /// Both a document and the id of one.
    #[error("two documents")]
    TwoDocuments,
    /// A document whose hash is another.
    #[error("hash mismatch")]
    HashMismatch,
    /// A document that is none of the trusted ones, where nothing else is run.
    #[error("not trusted")]
    NotTrusted,
    /// Requests come too fast.
    #[error(transparent)]
    TooFast(#[from] TooFast),
    /// A subscription over HTTP.
    #[error("subscription over HTTP")]
    SubscriptionOverHttp,
    /// The token is not valid.
    #[error("unauthenticated")]
    Unauthenticated,
    /// The session of the cookie doesn't hold.
    #[error("signed out")]
    SignedOut,
    /// A cookie without the proof that a page of ours asks.
    #[error("asked by another site")]
    OtherSite,
    /// Too many tries to sign in failed.
    #[error("too many tries")]
    TooManyTries {
        /// Seconds after which the next is heard.
        retry_after: u32,
    },
    /// Too much to do.
    #[error("too busy")]
    Busy,
    /// Something in here failed; the log has it under the reference.
    #[error("internal error {reference}")]
    Internal {
        /// The request's id.
        reference: String,
    },
    /// The document is turned down.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Variables stand where their types don't fit.
    #[error("{} misplaced variables", .0.len())]
    Misplaced(Vec<Misplaced>),
    /// Values are not of their types.
    #[error("{} misfits", .0.len())]
    Misfits(Vec<Misfit>),
}

/// A type of JSON value, for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonType {
    /// An object.
    Object,
    /// A string.
    Text,
    /// The version and the hash of a persisted query.
    PersistedQuery,
}

impl JsonType {
    /// What it is called.
    pub(super) const fn words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Object, Language::En) => "a JSON object",
            (Self::Object, Language::Vi) => "một đối tượng JSON",
            (Self::Text, Language::En) => "a string",
            (Self::Text, Language::Vi) => "một chuỗi",
            (Self::PersistedQuery, Language::En) => {
                "an object with version 1 and sha256Hash, 64 lower-case hexadecimal digits"
            }
            (Self::PersistedQuery, Language::Vi) => {
                "một đối tượng có version 1 và sha256Hash, 64 chữ số thập lục phân viết thường"
            }
        }
    }
}

impl Fault {
    /// The HTTP status; request errors depend on the media type, as the published audit wants.
    #[must_use]
    pub const fn status(&self, media: Media) -> StatusCode {
        match self {
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BodyTooSlow { .. } => StatusCode::REQUEST_TIMEOUT,
            Self::BodyBroken
            | Self::NotUtf8
            | Self::NotJson { .. }
            | Self::Batch
            | Self::NotAnObject
            | Self::TwoDocuments
            | Self::HashMismatch
            | Self::Property { .. } => StatusCode::BAD_REQUEST,
            Self::NotTrusted | Self::OtherSite => StatusCode::FORBIDDEN,
            Self::TooFast(_) | Self::TooManyTries { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unauthenticated | Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            Self::PersistedQueryNotFound
            | Self::SubscriptionOverHttp
            | Self::Refused(_)
            | Self::Misplaced(_)
            | Self::Misfits(_) => request_error(media),
        }
    }

    /// The code of the API's closed list.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAcceptable
            | Self::UnsupportedMediaType
            | Self::MethodNotAllowed { .. }
            | Self::BodyTooLarge { .. }
            | Self::BodyTooSlow { .. }
            | Self::BodyBroken
            | Self::NotUtf8
            | Self::NotJson { .. }
            | Self::Batch
            | Self::NotAnObject
            | Self::Property { .. }
            | Self::TwoDocuments
            | Self::HashMismatch
            | Self::Misfits(_) => "BAD_USER_INPUT",
            Self::NotTrusted | Self::OtherSite => "FORBIDDEN",
            Self::TooFast(_) | Self::TooManyTries { .. } => "RATE_LIMITED",
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::SubscriptionOverHttp => "OPERATION_RESOLUTION_FAILURE",
            Self::Unauthenticated | Self::SignedOut => "UNAUTHENTICATED",
            Self::Busy => "SERVICE_UNAVAILABLE",
            Self::Internal { .. } => "INTERNAL_SERVER_ERROR",
            Self::Misplaced(_) => "GRAPHQL_VALIDATION_FAILED",
            Self::Refused(refusal) => refusal.code(),
        }
    }

    /// The fault as GraphQL errors in the reader's language.
    #[must_use]
    pub fn errors(&self, language: Language) -> Vec<ServerError> {
        match self {
            Self::Misfits(misfits) => misfits
                .iter()
                .map(|misfit| {
                    let mut extensions = coded(self.code());
                    extensions.set("path", place(&misfit.place));
                    told(misfit.message(language), extensions)
                })
                .collect(),
            Self::Misplaced(misplaced) => misplaced
                .iter()
                .map(|one| {
                    let mut error = told(one.message(language), coded(self.code()));
                    error.locations = one.places.to_vec();
                    error
                })
                .collect(),
            Self::Refused(refusal) => {
                let mut error = told(refusal.message(language), coded(self.code()));
                error.locations = refusal.places().to_vec();
                vec![error]
            }
            Self::Internal { reference } => {
                let mut extensions = coded(self.code());
                extensions.set("reference", reference.as_str());
                vec![told(self.message(language), extensions)]
            }
            Self::TooManyTries { retry_after } => {
                let mut extensions = coded(self.code());
                extensions.set("retryAfter", *retry_after);
                vec![told(self.message(language), extensions)]
            }
            Self::TooFast(fault) => {
                let mut extensions = coded(self.code());
                extensions.set("retryAfter", fault.seconds());
                vec![told(self.message(language), extensions)]
            }
            _ => vec![told(self.message(language), coded(self.code()))],
        }
    }
}

/// The status of an answer without data whose request was at fault.
#[must_use]
pub const fn request_error(media: Media) -> StatusCode {
    match media {
        Media::Json => StatusCode::OK,
        Media::GraphqlResponse => StatusCode::BAD_REQUEST,
    }
}

/// Extensions that hold a code.
#[must_use]
pub fn coded(code: &str) -> ErrorExtensionValues {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code);
    extensions
}

/// An error with words and extensions.
#[must_use]
pub fn told(message: String, extensions: ErrorExtensionValues) -> ServerError {
    let mut error = ServerError::new(message, None);
    error.extensions = Some(extensions);
    error
}

/// A place as JSON: names as strings, positions as numbers, like `path` of a GraphQL error.
fn place(segments: &[Segment]) -> Value {
    Value::List(
        segments
            .iter()
            .map(|segment| match segment {
                Segment::Name(name) => Value::String(name.clone()),
                Segment::Index(index) => Value::from(*index),
            })
            .collect(),
    )
}
