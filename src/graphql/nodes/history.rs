//! A candidacy in the history of a unit.

use async_graphql::SimpleObject;

use crate::graphql::nodes::candidacy::Candidacy;
use crate::services::histories::HistoryEntry;

/// A candidacy of a unit, or of one that it came of, with its year (lịch sử đề nghị công nhận).
#[derive(Debug, Clone, SimpleObject)]
pub struct AreaHistoryEntry {
    /// The year of its round (năm).
    pub year: i32,
    /// The candidacy: its area is the unit as it was then (hồ sơ).
    pub candidacy: Candidacy,
}

impl From<HistoryEntry> for AreaHistoryEntry {
    fn from(entry: HistoryEntry) -> Self {
        Self {
            year: entry.year,
            candidacy: entry.candidacy.into(),
        }
    }
}
