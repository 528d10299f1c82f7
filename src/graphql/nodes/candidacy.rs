//! A candidacy, and what its dossier holds.

use async_graphql::{ID, SimpleObject};

use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::{self, CandidacyPurpose, CandidacyState};
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::{CalendarDay, Moment};

/// One area, one title, one round (hồ sơ đề nghị xét công nhận).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Candidacy {
    /// Global id.
    pub id: ID,
    /// The title that is asked for (danh hiệu).
    pub title: Title,
    /// What it is for (mục đích).
    pub purpose: CandidacyPurpose,
    /// Where the dossier stands (trạng thái).
    pub state: CandidacyState,
    /// Rises with every change.
    pub version: i64,
    /// When it was last changed; null where it was not since it was nominated.
    pub changed_at: Option<Moment>,
    /// Made up for a demonstration (số liệu mô phỏng).
    pub simulated: bool,
    /// The Fatherland Front's report; null until it is recorded (báo cáo của Mặt trận Tổ quốc).
    pub front_report: Option<FrontReport>,
    /// The council's vote; null until it is held (bỏ phiếu xét công nhận).
    pub vote: Option<RecognitionVote>,
    #[graphql(skip)]
    pub(in crate::graphql) of: candidacy::Candidacy,
}

impl From<candidacy::Candidacy> for Candidacy {
    fn from(candidacy: candidacy::Candidacy) -> Self {
        Self {
            id: GlobalId::Candidacy(candidacy.id).encode(),
            title: candidacy.title,
            purpose: candidacy.purpose,
            state: candidacy.state,
            version: candidacy.version,
            changed_at: candidacy.changed.map(|change| Moment(change.at)),
            simulated: candidacy.simulated,
            front_report: None,
            vote: None,
            of: candidacy,
        }
    }
}

/// A title that a commune was recognised with (danh hiệu đã được công nhận).
#[derive(Debug, Clone, SimpleObject)]
pub struct RecognisedTitle {
    /// The title (danh hiệu).
    pub title: Title,
    /// The day of the decision; null where it is not known (ngày công nhận).
    pub since: Option<CalendarDay>,
    /// The day on which it ended; null: it holds.
    pub until: Option<CalendarDay>,
    /// Number of the decision (số quyết định).
    pub decision: Option<String>,
}

/// The Fatherland Front's report on a candidacy (báo cáo của Mặt trận Tổ quốc).
#[derive(Debug, Clone, SimpleObject)]
pub struct FrontReport {
    /// Global id.
    pub id: ID,
    /// Its number (số báo cáo).
    pub number: String,
    /// Rises with every change.
    pub version: i64,
    /// When it was handed in.
    pub submitted_at: Moment,
    /// Whether it came after the round's date; it blocks nothing (trễ hạn).
    pub late: bool,
}

/// The council's vote on a candidacy (bỏ phiếu xét công nhận).
#[derive(Debug, Clone, SimpleObject)]
pub struct RecognitionVote {
    /// Whether the vote is closed.
    pub closed: bool,
}
