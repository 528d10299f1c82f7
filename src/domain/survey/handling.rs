//! What becomes of a resident's comment.
//!
//! In Vietnamese: xử lý ý kiến phản ánh.

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AccountId, ResponseId, SurveyId};
use crate::domain::base::terms::terms;

terms! {
    /// Where a comment stands.
    HandlingStatus {
        /// Being looked at.
        Open = "OPEN",
        /// Handed on to whom it concerns.
        Forwarded = "FORWARDED",
        /// Answered.
        Answered = "ANSWERED",
        /// What it asked for is done.
        Settled = "SETTLED",
        /// Taken note of; nothing follows.
        Noted = "NOTED",
    }
}

/// What became of a comment. Each change is a new version; none is overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    /// The survey.
    pub survey: SurveyId,
    /// The response that the comment stands on.
    pub response: ResponseId,
    /// Rises with each change, from 1.
    pub version: i64,
    /// The item that it is about, by code, or `OTHER`.
    pub topic: String,
    /// Where it stands.
    pub status: HandlingStatus,
    /// What was answered.
    pub reply: Option<String>,
    /// The text as it may be published, without what would name anybody; the original stays with
    /// the Front.
    pub public_text: Option<String>,
    /// To whom it was handed on.
    pub forwarded_to: Option<String>,
    /// The last day on which they should answer.
    pub due_on: Option<Day>,
    /// When.
    pub handled_at: Instant,
    /// By which account.
    pub handled_by: AccountId,
}
