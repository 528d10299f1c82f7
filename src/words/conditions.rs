//! Conditions that are no minimum of a regulation, in words.

use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::domain::law::check::CheckStatus;
use crate::domain::survey::lifecycle::SurveyState;

/// The texts of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What it asks.
    pub required: String,
    /// What there is.
    pub actual: String,
    /// The whole sentence.
    pub message: String,
}

/// That the survey is closed, so that its figures can't change any more.
#[must_use]
pub fn survey_closed(
    status: CheckStatus,
    state: Option<SurveyState>,
    language: Language,
) -> Condition {
    let required = Text::of("đã chốt kết quả lấy ý kiến", "the survey is closed").text(language);
    let none = Text::of("chưa có cuộc lấy ý kiến", "there is no survey yet");
    let actual = state.map_or(none.text(language), |state| state.say(language));
    let status = status.say(language);
    let message = match language {
        Language::Vi => {
            format!("Cuộc lấy ý kiến phải được chốt kết quả: {status}; hiện nay: {actual}.")
        }
        Language::En => format!("The survey must be closed: {status}; at present: {actual}."),
    };
    Condition {
        required: required.to_owned(),
        actual: actual.to_owned(),
        message,
    }
}
