//! A candidacy or a title in the history of a unit.

use async_graphql::SimpleObject;

use crate::graphql::nodes::candidacy::{Candidacy, RecognisedTitle};
use crate::services::histories::HistoryEntry;

/// A candidacy of a unit, or of one that it came of, with its year and the title that it led to; or a
/// title that no candidacy on record led to (lịch sử đề nghị công nhận).
#[derive(Debug, Clone, SimpleObject)]
pub struct AreaHistoryEntry {
    /// The year of its round; of a title alone, that of the day on which it was given (năm).
    pub year: i32,
    /// The candidacy: its area is the unit as it was then, its approval that of the year (hồ sơ).
    pub candidacy: Option<Candidacy>,
    /// The title that its decision gave (danh hiệu được công nhận).
    pub title: Option<RecognisedTitle>,
}

impl From<HistoryEntry> for AreaHistoryEntry {
    fn from(entry: HistoryEntry) -> Self {
        Self {
            year: entry.year,
            candidacy: entry.candidacy.map(Candidacy::from),
            title: entry.title.map(RecognisedTitle::from),
        }
    }
}
