//! Breaches of personal data, and the 72 hours within which they are notified.
//!
//! In Vietnamese: sự cố vi phạm dữ liệu cá nhân. The authority (A05, Ministry of Public Security) is told
//! within 72 hours (Nghị định 13/2023/NĐ-CP, Điều 23, until the end of 2025; Luật 91/2025/QH15, Điều 23,
//! since; that the hours run from the discovery is read in reports on the law, not in its text); a late
//! notice says why it is late.

use chrono::TimeDelta;

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, BreachId};
use crate::domain::base::terms::terms;

/// Hours from the discovery within which a breach is notified.
pub const NOTICE_HOURS: i64 = 72;

terms! {
    /// How a breach stands with its notice.
    BreachStanding {
        /// The hours run.
        Due = "DUE",
        /// The hours are over, and nobody was told.
        Overdue = "OVERDUE",
        /// Notified in time.
        Notified = "NOTIFIED",
        /// Notified late, with the reasons.
        NotifiedLate = "NOTIFIED_LATE",
    }
}

/// A breach as the register holds it; each change is a new version, none is overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The id of this version.
    pub id: BreachId,
    /// Its number in the register, from 1.
    pub number: i64,
    /// Rises with each change, from 1.
    pub version: i64,
    /// When it happened, where that is known.
    pub occurred_at: Option<Instant>,
    /// When it was discovered.
    pub discovered_at: Instant,
    /// What happened, without personal data.
    pub description: String,
    /// How many people it may concern, as far as is known.
    pub affected: Option<i64>,
    /// What was done about it.
    pub measures: Option<String>,
    /// When the authority was told.
    pub notified_at: Option<Instant>,
    /// Why it was told late.
    pub late_reason: Option<String>,
    /// When this version was written down.
    pub recorded_at: Instant,
    /// By which account.
    pub recorded_by: AccountId,
}

impl Breach {
    /// The first instant at which a notice is late.
    #[must_use]
    pub fn notify_before(&self) -> Instant {
        self.discovered_at
            .checked_add_signed(TimeDelta::hours(NOTICE_HOURS))
            .unwrap_or(Instant::MAX_UTC)
    }

    /// How it stands.
    #[must_use]
    pub fn standing(&self, now: Instant) -> BreachStanding {
        let late_from = self.notify_before();
        match self.notified_at {
            Some(at) if at < late_from => BreachStanding::Notified,
            Some(_) => BreachStanding::NotifiedLate,
            None if now < late_from => BreachStanding::Due,
            None => BreachStanding::Overdue,
        }
    }
}
