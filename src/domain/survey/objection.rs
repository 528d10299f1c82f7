//! An objection to a posted result, and its answer.
//!
//! In Vietnamese: ý kiến phản ánh về kết quả niêm yết.
//!
//! ```text
//!   RECEIVED --answer--> UPHELD      perhaps with a new frozen result, which names the old one
//!            \--answer-> DISMISSED
//! ```
//! An answer is given once; whoever objects again makes a new objection.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, ObjectionId, SurveyId};
use crate::domain::base::terms::terms;

/// The topic of what is about no item of the form.
pub const OTHER_TOPIC: &str = "OTHER";

terms! {
    /// Where an objection stands.
    ObjectionState {
        /// Received, not yet answered.
        Received = "RECEIVED",
        /// Answered: it was right.
        Upheld = "UPHELD",
        /// Answered: it was not right.
        Dismissed = "DISMISSED",
    }
}

/// What became of an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether it was right.
    pub upheld: bool,
    /// What was answered.
    pub text: String,
    /// When.
    pub at: Instant,
    /// By which account.
    pub by: AccountId,
    /// The revision of the result that it led to; `None` where the figures stayed.
    pub revision: Option<i32>,
}

/// An objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Its id.
    pub id: ObjectionId,
    /// The survey.
    pub survey: SurveyId,
    /// Rises with its answer, from 1.
    pub version: i64,
    /// When it was received.
    pub received_at: Instant,
    /// The item that it is about, by code, or `OTHER`.
    pub topic: String,
    /// What was said.
    pub text: String,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By which account.
    pub recorded_by: AccountId,
    /// What became of it; `None` until then.
    pub answer: Option<Answer>,
}

/// A move that the state doesn't allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IllegalAnswer {
    /// It was answered before.
    #[error("answered before: {0}")]
    Answered(ObjectionState),
    /// What is dismissed changes no figure.
    #[error("a dismissed objection changes no figure")]
    DismissedWithNewResult,
}

impl Objection {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> ObjectionState {
        match &self.answer {
            None => ObjectionState::Received,
            Some(answer) if answer.upheld => ObjectionState::Upheld,
            Some(_) => ObjectionState::Dismissed,
        }
    }

    /// RECEIVED to UPHELD or DISMISSED.
    ///
    /// # Errors
    /// [`IllegalAnswer`] where it was answered before, or is dismissed with a new result.
    pub fn answered(self, answer: Answer) -> Result<Self, IllegalAnswer> {
        if self.answer.is_some() {
            return Err(IllegalAnswer::Answered(self.state()));
        }
        if !answer.upheld && answer.revision.is_some() {
            return Err(IllegalAnswer::DismissedWithNewResult);
        }
        Ok(Self {
            version: self.version.saturating_add(1),
            answer: Some(answer),
            ..self
        })
    }
}
