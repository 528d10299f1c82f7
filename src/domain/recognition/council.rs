//! The recognition council: who sits on it, as what, from when to when.
//!
//! In Vietnamese: hội đồng xét công nhận. Made up by the province's decision (QĐ 2540/QĐ-TTg 2016).

use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AccountId, AreaId, MemberId};
use crate::domain::base::terms::terms;

terms! {
    /// What somebody is on the council.
    CouncilPosition {
        /// Runs the sessions (chủ tịch hội đồng).
        Chair = "CHAIR",
        /// Stands in for the chair (phó chủ tịch hội đồng).
        ViceChair = "VICE_CHAIR",
        /// Votes (ủy viên).
        Member = "MEMBER",
    }
}

impl CouncilPosition {
    /// Whether who holds it may run a session.
    #[must_use]
    pub const fn runs_sessions(self) -> bool {
        matches!(self, Self::Chair | Self::ViceChair)
    }
}

/// One term of a member of a province's council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilMember {
    /// Its id.
    pub id: MemberId,
    /// The province whose council it is.
    pub province: AreaId,
    /// The member's account.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// As what.
    pub position: CouncilPosition,
    /// The first day of the term.
    pub since: Day,
    /// The last day of the term; `None`: until it is ended.
    pub until: Option<Day>,
}

impl CouncilMember {
    /// Whether the term covers a day, first and last day included.
    #[must_use]
    pub fn serves_on(&self, day: Day) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether two terms share a day.
    #[must_use]
    pub fn overlaps(&self, since: Day, until: Option<Day>) -> bool {
        until.is_none_or(|until| self.since <= until) && self.until.is_none_or(|own| since <= own)
    }
}
