//! What is written down of reading: who looked at residents' answers, and how many.

use super::actor::Role;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccessId, AccountId, SurveyId};
use crate::domain::base::terms::terms;

terms! {
    /// What was read.
    AccessKind {
        /// Single responses.
        Responses = "RESPONSES",
        /// Residents' comments.
        Comments = "COMMENTS",
    }
}

/// One query that read them; added, never changed or taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessLine {
    /// Its id, ordered by time.
    pub id: AccessId,
    /// When.
    pub at: Instant,
    /// Of which survey.
    pub survey: SurveyId,
    /// By which account.
    pub account: AccountId,
    /// In which role.
    pub role: Role,
    /// What.
    pub kind: AccessKind,
    /// How many.
    pub rows: i64,
}
