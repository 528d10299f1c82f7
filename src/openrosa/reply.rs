//! The envelope in which every answer to a submission stands.

use super::markup::Markup;

/// The namespace of the envelope.
const NAMESPACE: &str = "http://openrosa.org/http/response";

/// Whether a phone may count its form as sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// It may: the server holds the form.
    Success,
    /// It may not.
    Error,
}

impl Nature {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Success => "submit_success",
            Self::Error => "error",
        }
    }
}

/// An answer in the envelope, with a sentence that the phone shows.
#[must_use]
pub fn reply(nature: Nature, message: &str) -> String {
    let mut answer = Markup::xml();
    answer.element("OpenRosaResponse", &[("xmlns", NAMESPACE)], |inside| {
        inside.leaf("message", &[("nature", nature.as_str())], message);
    });
    answer.finish()
}
