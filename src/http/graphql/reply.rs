//! In what form a client wants its answer, and faults in that form.

use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::accept::{Media, negotiate};
use super::answer::of_fault;
use super::events;
use super::fault::Fault;
use crate::domain::base::language::Language;
use crate::http::weight::weighted;

/// The media type of Server-Sent Events.
const EVENTS: &str = "text/event-stream";

/// Whether a client takes Server-Sent Events. Only the type's own name counts: `*/*` means a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Events {
    /// It doesn't.
    Refused,
    /// It does, beside documents: subscriptions come so.
    Taken,
    /// It wants nothing else, or that best: everything comes so.
    Preferred,
}

/// What a client takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// As a document; `None`: not at all.
    pub media: Option<Media>,
    /// As events.
    pub events: Events,
}

impl Wish {
    /// The wish that a request's Accept header tells.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let media = negotiate(headers);
        let (named, other) = weights(headers);
        let events = match (named, media) {
            (0, _) => Events::Refused,
            (_, None) => Events::Preferred,
            (named, Some(_)) if named > other => Events::Preferred,
            _ => Events::Taken,
        };
        Self { media, events }
    }

    /// Whether there is nothing that we could answer.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self.media.is_none() && self.events == Events::Refused
    }

    /// A fault in the form that is wished: what is wrong with the document itself comes as an event where events are
    /// wished, since a browser's EventSource tells nothing of an answer with another status.
    #[must_use]
    pub fn fault(self, fault: &Fault, language: Language) -> Response {
        let is_request_error = fault.status(Media::Json) == StatusCode::OK;
        if self.events == Events::Preferred && is_request_error {
            return events::refused(&fault.errors(language));
        }
        of_fault(fault, self.media.unwrap_or(Media::Json), language)
    }
}

/// The weight of events, and the best of all other types.
fn weights(headers: &HeaderMap) -> (u16, u16) {
    let mut found = (0, 0);
    for value in headers.get_all(ACCEPT) {
        for item in value.to_str().unwrap_or_default().split(',') {
            let (name, weight) = weighted(item);
            if name.eq_ignore_ascii_case(EVENTS) {
                found.0 = weight;
            } else {
                found.1 = weight.max(found.1);
            }
        }
    }
    found
}
