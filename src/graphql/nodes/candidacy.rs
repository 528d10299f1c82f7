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
    /// Why it ended; null while it holds (lý do kết thúc).
    pub end_reason: Option<String>,
}
