//! Where an accepted response stands with the Front: accepted, in question, voided.
//!
//! In Vietnamese: rà soát phiếu. A response in question is still counted: it is the mark of one who must
//! look again, and no survey is VERIFIED while one is left. What was found is a later version, none is
//! overwritten.
//!
//! ```text
//!  ACCEPTED --question--> QUESTIONED --accept, with what was found--> ACCEPTED
//!      \-----------------------+--void, while the survey takes responses--> VOIDED
//! ```

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, ResponseId, SurveyId};
use crate::domain::base::terms::terms;

/// Responses that one act may be about at the most.
pub const MOST_REVIEWED: usize = 200;

terms! {
    /// Where a response stands.
    ReviewState {
        /// Counted, and nobody doubts it (đã chấp nhận).
        Accepted = "ACCEPTED",
        /// Counted, and somebody must look again (cần xem lại).
        Questioned = "QUESTIONED",
        /// Taken out of the count (đã loại).
        Voided = "VOIDED",
    }
}

/// A doubt about a response, or its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The survey.
    pub survey: SurveyId,
    /// The response.
    pub response: ResponseId,
    /// Rises with each change, from 1.
    pub version: i64,
    /// In question, or accepted again.
    pub state: ReviewState,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// By which account.
    pub by: AccountId,
}

/// Whether a response that stands so may be put to another state; the same again is none.
#[must_use]
pub const fn may_move(from: ReviewState, to: ReviewState) -> bool {
    matches!(
        (from, to),
        (
            ReviewState::Accepted,
            ReviewState::Questioned | ReviewState::Voided
        ) | (
            ReviewState::Questioned,
            ReviewState::Accepted | ReviewState::Voided
        )
    )
}
