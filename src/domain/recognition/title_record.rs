//! The titles of an area over time, and why each began and ended.
//!
//! In Vietnamese: danh hiệu đã được công nhận.

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AreaId, AreaTitleId, CandidacyId, DecisionId};
use crate::domain::law::title::Title;

/// A title that an area holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaTitle {
    /// Its id.
    pub id: AreaTitleId,
    /// The area.
    pub area: AreaId,
    /// The title.
    pub title: Title,
    /// The day of the decision; `None` where it is not known.
    pub since: Option<Day>,
    /// The last day; `None`: it holds.
    pub until: Option<Day>,
    /// The decision that gave it, where it is on record.
    pub decision: Option<DecisionId>,
    /// Number of the decision that gave it.
    pub number: Option<String>,
    /// The title of a predecessor that it was carried over from.
    pub carried_from: Option<AreaTitleId>,
    /// The decision that ended it.
    pub ended_by: Option<DecisionId>,
    /// Why it ended.
    pub end_reason: Option<String>,
    /// When it was entered.
    pub recorded_at: Instant,
}

impl AreaTitle {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// What the re-assessment of a commune that was recognised before came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reassessment {
    /// The candidacy, whose purpose is REASSESSMENT.
    pub candidacy: CandidacyId,
    /// Rises with each revision.
    pub version: i32,
    /// Whether the commune still meets the standard.
    pub still_meets: bool,
    /// Codes of the criteria that it no longer meets.
    pub failed: Vec<String>,
    /// A remark; why it was revised, from the second version on.
    pub note: Option<String>,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: Instant,
}
