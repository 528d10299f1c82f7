//! A frozen result hung out for residents to see and object to.
//!
//! In Vietnamese: niêm yết kết quả.
//!
//! ```text
//!                 hang out             ten full days have passed
//!   NOT_POSTED ------------> POSTED ------------------------------> OVER
//!       ^                      |                                     |
//!       +--- the result is frozen anew, or the survey is returned ---+
//! ```
//! None of these is stored: they follow from the newest posting, the latest revision and the day.

use chrono::Days;

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AccountId, PostingId, SurveyId};
use crate::domain::base::terms::terms;

/// Full local days that a result hangs out, from the day after it is hung out.
///
/// Results hung out 10 days in cultural houses and commune offices in Sơn Tây (21-31/5/2020), Trung
/// Yên and Hải Phòng (2017); no central text names the number.
pub const POSTING_DAYS: u32 = 10;

terms! {
    /// Where a result hangs out.
    PlaceKind {
        /// A hamlet's cultural house.
        CulturalHouse = "CULTURAL_HOUSE",
        /// The commune's office.
        CommuneOffice = "COMMUNE_OFFICE",
        /// Read out over the loudspeakers.
        Loudspeaker = "LOUDSPEAKER",
        /// Elsewhere, named in words.
        Other = "OTHER",
    }
}

terms! {
    /// How far a posting has come.
    PostingState {
        /// Nothing of the latest result hangs out.
        NotPosted = "NOT_POSTED",
        /// It hangs out.
        Posted = "POSTED",
        /// It has hung out for all its days.
        Over = "OVER",
    }
}

/// One place where a result hangs out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PostingPlace {
    /// What it is.
    pub kind: PlaceKind,
    /// Its name, such as a hamlet's; needed where the kind is OTHER.
    pub name: Option<String>,
}

/// A revision of a survey's result, hung out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// The survey.
    pub survey: SurveyId,
    /// The revision of the frozen result that hangs out.
    pub revision: i32,
    /// The day on which it was hung out; the days count from the next.
    pub hung_out_on: Day,
    /// Where.
    pub places: Vec<PostingPlace>,
    /// When that was recorded.
    pub recorded_at: Instant,
    /// By which account.
    pub recorded_by: AccountId,
}

impl Posting {
    /// Full days that it has hung out before today, at most all of them.
    #[must_use]
    pub fn full_days(&self, today: Day) -> u32 {
        let since = today.signed_duration_since(self.hung_out_on).num_days();
        let full = u32::try_from(since.saturating_sub(1)).unwrap_or(0);
        full.min(POSTING_DAYS)
    }

    /// The first day on which all its days have passed; `None` at the edge of the calendar.
    #[must_use]
    pub fn over_on(&self) -> Option<Day> {
        over_on(self.hung_out_on)
    }

    /// How far it has come, where `latest` is the survey's latest revision.
    #[must_use]
    pub fn state(&self, latest: i32, today: Day) -> PostingState {
        if self.revision != latest {
            PostingState::NotPosted
        } else if self.full_days(today) < POSTING_DAYS {
            PostingState::Posted
        } else {
            PostingState::Over
        }
    }
}

/// The first day on which something hung out that day has hung out for all its days.
#[must_use]
pub fn over_on(hung_out_on: Day) -> Option<Day> {
    hung_out_on.checked_add_days(Days::new(u64::from(POSTING_DAYS).saturating_add(1)))
}
