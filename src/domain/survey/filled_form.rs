//! A form that was filled on a phone, before it becomes a draft.
//!
//! Phones of the ODK family send one form at a time, as leaves by name. Which leaf answers an item and which gives
//! its reason is told by the questionnaire.

use super::questionnaire::{Item, Questionnaire, Sentiment};
use super::response::{Draft, DraftAnswer};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{ResponseId, SurveyId};

/// What the name of a reason's leaf has after its item's code.
const REASON: &str = "_reason";

/// One household's form as a phone sent it (phiếu điền trên máy).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledForm {
    /// The survey whose form it says to be.
    pub survey: SurveyId,
    /// Its id, which the phone drew.
    pub id: ResponseId,
    /// Code of the hamlet; empty where it was left out.
    pub hamlet_code: String,
    /// Opaque code within the hamlet; empty where it was left out.
    pub household_code: String,
    /// When it was finished, else when it was begun; `None` where the phone says neither.
    pub collected_at: Option<Instant>,
    /// What is neither hamlet, household, comment nor time, in the order of the form: name and text, none empty.
    pub leaves: Vec<(String, String)>,
    /// Another opinion or remark.
    pub comment: Option<String>,
    /// The form that this one was made of by editing it (`deprecatedID`).
    pub replaces: Option<ResponseId>,
}

/// Why what a phone sent is not a form of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableForm {
    /// It is not well-formed XML in UTF-8.
    #[error("not XML")]
    NotXml,
    /// It declares a document type, or uses an entity that XML itself does not know.
    #[error("declares a document type or an entity")]
    Declares,
    /// It has more elements, or deeper ones, than any form of ours.
    #[error("too many or too deep elements")]
    TooMuch,
    /// Its root doesn't name a form of ours.
    #[error("names no form")]
    NoForm,
    /// It has no `instanceID` of the shape `uuid:` and a UUID.
    #[error("no instanceID")]
    NoInstanceId,
    /// A part that stands there once stands there twice.
    #[error("a part stands there twice")]
    Doubled,
    /// A time is not one of RFC 3339 with its offset.
    #[error("malformed time")]
    BadTime,
    /// The form that it replaces is not named by `uuid:` and a UUID.
    #[error("malformed deprecatedID")]
    Replaces,
}

/// The name of the leaf in which the reason of an answer stands.
#[must_use]
pub fn reason_leaf(item: &str) -> String {
    format!("{item}{REASON}")
}

/// The options of an item that a form asks a reason for; none where the reason's leaf is an item's own name.
#[must_use]
pub fn asks_reason<'a>(form: &Questionnaire, item: &'a Item) -> Vec<&'a str> {
    let leaf = reason_leaf(&item.code);
    if form.items.iter().any(|other| other.code == leaf) {
        return Vec::new();
    }
    let options = item.options.iter();
    options
        .filter(|option| option.sentiment != Sentiment::Positive)
        .map(|option| option.code.as_str())
        .collect()
}

impl FilledForm {
    /// The form as it is judged: its leaves told apart by the questionnaire, collected at `at`.
    ///
    /// A leaf that the questionnaire doesn't know stays an answer, for which the judge has a code. A reason without
    /// an answer says nothing and is left out.
    #[must_use]
    pub fn draft(&self, form: &Questionnaire, at: Instant) -> Draft {
        let is_item = |name: &str| form.items.iter().any(|item| item.code == name);
        let is_reason =
            |name: &str| !is_item(name) && name.strip_suffix(REASON).is_some_and(is_item);
        let reason = |item: &str| {
            let leaf = reason_leaf(item);
            let found = self.leaves.iter().find(|(name, _)| *name == leaf);
            found
                .filter(|(name, _)| is_reason(name))
                .map(|(_, text)| text.clone())
        };
        let answers =
            self.leaves
                .iter()
                .filter(|(name, _)| !is_reason(name))
                .map(|(name, choice)| DraftAnswer {
                    item: name.clone(),
                    choice: choice.clone(),
                    reason: reason(name),
                });
        Draft {
            id: self.id,
            hamlet_code: self.hamlet_code.clone(),
            household_code: self.household_code.clone(),
            collected_at: at,
            answers: answers.collect(),
            comment: self.comment.clone(),
            spoilt: false,
            consent: None,
        }
    }
}
