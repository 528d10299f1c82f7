//! A round's calendar: what is owed by when, and what is late.

use crate::domain::base::clock::{Day, Instant, day_of};
use crate::domain::base::ids::{AreaId, RegulationId, RoundId};
use crate::domain::base::terms::terms;

terms! {
    /// What the steering committee's notice asks for in a round.
    Deliverable {
        /// The departments' appraisals of the criteria.
        CriterionAppraisals = "CRITERION_APPRAISALS",
        /// The statement of construction debt.
        DebtStatement = "DEBT_STATEMENT",
        /// The Fatherland Front's report (notice 05-TB/BCĐ, item 11.1).
        FrontReport = "FRONT_REPORT",
        /// The council's vote.
        RecognitionVote = "RECOGNITION_VOTE",
        /// The report on communes recognised in 2015 or earlier.
        ReassessmentReport = "REASSESSMENT_REPORT",
    }
}

/// One date of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DueDate {
    /// What is owed.
    pub deliverable: Deliverable,
    /// In time until the end of the day before.
    pub due_before: Day,
}

impl DueDate {
    /// Whether something received at that instant came late. Late warns and blocks nothing.
    #[must_use]
    pub fn is_late(&self, received: Instant) -> bool {
        day_of(received) >= self.due_before
    }
}

/// A round of recognition (đợt xét công nhận), such as round 1 of 2019.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// The province that recognises.
    pub province: AreaId,
    /// Its year.
    pub year: i32,
    /// Its number within the year, from 1.
    pub ordinal: i32,
    /// Its name.
    pub name: String,
    /// The rules that judge it for ever.
    pub regulation: RegulationId,
    /// The day on which area codes are read.
    pub as_of: Day,
    /// When it was created.
    pub created_at: Instant,
}
