//! A decision on a candidacy, and how it must follow from the vote.
//!
//! In Vietnamese: quyết định công nhận, không công nhận, chuyển đợt.

use super::candidacy::CandidacyState;
use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AccountId, AreaId, CandidacyId, DecisionId};
use crate::domain::base::terms::terms;

terms! {
    /// What a decision says of a candidacy.
    DecisionOutcome {
        /// The title is given (công nhận).
        Recognised = "RECOGNISED",
        /// The title is not given (không công nhận).
        Refused = "REFUSED",
        /// Put off to a later round (chuyển sang đợt sau).
        Deferred = "DEFERRED",
    }
}

impl DecisionOutcome {
    /// The candidacy's state once it is decided.
    #[must_use]
    pub const fn state(self) -> CandidacyState {
        match self {
            Self::Recognised => CandidacyState::Recognised,
            Self::Refused => CandidacyState::Refused,
            Self::Deferred => CandidacyState::Deferred,
        }
    }

    /// Whether it may follow from a vote: only what the council carried is recognised.
    #[must_use]
    pub const fn follows(self, passed: bool) -> bool {
        passed || !matches!(self, Self::Recognised)
    }

    /// Whether it must say why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        !matches!(self, Self::Recognised)
    }
}

/// A decision: a paper with a number, on one or many candidacies, or on a title that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// The province.
    pub province: AreaId,
    /// Its number, unique in the province.
    pub number: String,
    /// Its day.
    pub decided_on: Day,
    /// Who signed it.
    pub signer: String,
    /// Who entered it.
    pub recorded_by: AccountId,
    /// When it was entered.
    pub recorded_at: Instant,
}

/// What a decision says of one candidacy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedCandidacy {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// The decision.
    pub decision: DecisionId,
    /// What it says.
    pub outcome: DecisionOutcome,
    /// Why.
    pub reason: Option<String>,
}

/// A candidacy put off to a later round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deferral {
    /// The one put off.
    pub candidacy: CandidacyId,
    /// The one in the later round.
    pub successor: CandidacyId,
    /// Why.
    pub reason: String,
    /// Who put it off.
    pub by: AccountId,
    /// When.
    pub at: Instant,
}
