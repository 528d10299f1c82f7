//! How long what residents said is kept: a rule of dates.
//!
//! In Vietnamese: thời hạn lưu trữ phiếu. Personal data are kept only as long as their purpose needs. The
//! Front sets a day for each survey; on the day after it, and not before the link from household to answer
//! is over, answers, comments and reasons are taken away. Every count stays.

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AccountId, SurveyId};

/// Until when the Front keeps a survey's answers; each change is a new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// The survey.
    pub survey: SurveyId,
    /// Rises with each change, from 1.
    pub version: i64,
    /// The last day on which they are kept.
    pub keep_until: Day,
    /// Why until then.
    pub reason: String,
    /// When it was set.
    pub set_at: Instant,
    /// By which account.
    pub set_by: AccountId,
}

impl Retention {
    /// Whether the day has passed.
    #[must_use]
    pub fn is_over(&self, today: Day) -> bool {
        self.keep_until < today
    }
}

/// That what residents said in a survey was taken away, and of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disposal {
    /// The survey.
    pub survey: SurveyId,
    /// When.
    pub disposed_at: Instant,
    /// Of how many responses.
    pub responses: i64,
    /// Of how many forms set aside.
    pub set_aside: i64,
    /// How many comments went with them.
    pub comments: i64,
}
