//! When the link from a household to its answer is dropped: a rule of dates.
//!
//! In Vietnamese: xóa liên kết giữa hộ và phiếu. The link (the household's code and its keyed hash, and the
//! fingerprint, from which the code could be found by trying) serves posting, objections, direct check and
//! report. It is dropped once the last of them has ended, and 60 days after the report at the latest
//! (workflow, rule 7). Without a report it stays: nothing has ended yet.

use chrono::Days;

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::SurveyId;

/// Days after the report after which the link is dropped, whatever else still goes on.
pub const LONGEST_AFTER_REPORT: u64 = 60;

/// How far something has come that the link serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It was never begun.
    NeverBegun,
    /// It goes on.
    GoesOn,
    /// It ended on this day.
    Ended(Day),
}

/// What the link of one survey serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkUses {
    /// The posting of its result.
    pub posting: Use,
    /// Objections, and their answers.
    pub objections: Use,
    /// Direct checks of its candidacy.
    pub direct_check: Use,
    /// The day of the Front's latest report on its candidacy.
    pub reported_on: Option<Day>,
}

impl LinkUses {
    /// The first day on which the link is to be dropped; `None` as long as that can't be said.
    #[must_use]
    pub fn due_on(&self) -> Option<Day> {
        let reported = self.reported_on?;
        let latest = reported.checked_add_days(Days::new(LONGEST_AFTER_REPORT))?;
        let mut last = reported;
        for one in [self.posting, self.objections, self.direct_check] {
            match one {
                Use::NeverBegun => {}
                Use::GoesOn => return Some(latest),
                Use::Ended(day) => last = last.max(day),
            }
        }
        Some(last.succ_opt()?.min(latest))
    }
}

/// That the links of a survey were dropped, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Erasure {
    /// The survey.
    pub survey: SurveyId,
    /// When.
    pub erased_at: Instant,
    /// Of how many responses.
    pub responses: i64,
    /// Of how many forms set aside.
    pub set_aside: i64,
}
