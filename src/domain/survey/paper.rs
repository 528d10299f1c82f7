//! Forms handed out in a hamlet, held against what came back.
//!
//! In Vietnamese: phiếu phát ra, thu về, hợp lệ, không hợp lệ, thất lạc.

use super::tally::Tally;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, SurveyId};

/// Forms of one hamlet at the most; a larger number is a slip of the hand.
pub const MOST_FORMS: i64 = 200_000;

/// What was recorded of a hamlet's forms. A correction is a new version with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedForms {
    /// The survey.
    pub survey: SurveyId,
    /// The hamlet.
    pub hamlet: AreaId,
    /// Rises with each correction, from 1.
    pub version: i64,
    /// Forms handed out.
    pub issued: i64,
    /// Of these, not brought back.
    pub missing: i64,
    /// Why it was corrected; `None` the first time.
    pub reason: Option<String>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By which account.
    pub recorded_by: AccountId,
}

/// A hamlet's forms, cross-footed: issued = collected + missing, collected = valid + spoilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct CrossFooting {
    /// Forms handed out, as recorded.
    pub issued: i64,
    /// Forms not brought back, as recorded.
    pub missing: i64,
    /// Forms that were counted, spoilt ones included.
    pub collected: i64,
    /// Of these, valid.
    pub valid: i64,
    /// Of these, spoilt.
    pub spoilt: i64,
}

impl CrossFooting {
    /// What was recorded beside what was counted.
    #[must_use]
    pub const fn of(issued: i64, missing: i64, tally: &Tally) -> Self {
        Self {
            issued,
            missing,
            collected: tally.collected,
            valid: tally.valid(),
            spoilt: tally.spoilt,
        }
    }

    /// Forms that are neither collected nor missing; below zero where more came back than went out.
    #[must_use]
    pub const fn unexplained(&self) -> i64 {
        self.issued
            .saturating_sub(self.collected)
            .saturating_sub(self.missing)
    }

    /// Together with another hamlet's.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            issued: self.issued.saturating_add(other.issued),
            missing: self.missing.saturating_add(other.missing),
            collected: self.collected.saturating_add(other.collected),
            valid: self.valid.saturating_add(other.valid),
            spoilt: self.spoilt.saturating_add(other.spoilt),
        }
    }
}
