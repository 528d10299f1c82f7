//! Until when the answers of a survey are kept.

use async_graphql::SimpleObject;

use crate::graphql::scalars::{CalendarDay, Moment};
use crate::services::retentions::RetentionView;

/// Until when what residents said is kept, and whether it is gone; every count stays (thời hạn lưu trữ phiếu).
#[derive(Debug, Clone, SimpleObject)]
pub struct Retention {
    /// The last day on which it is kept; null: no day is set, and nothing is taken away (lưu đến hết ngày).
    pub keep_until: Option<CalendarDay>,
    /// Why until then (lý do).
    pub reason: Option<String>,
    /// Rises with each change, from 1.
    pub version: Option<i64>,
    /// When it was taken away; null as long as it is there (lúc xóa).
    pub taken_away_at: Option<Moment>,
    /// Responses whose answers were taken away (số phiếu đã xóa nội dung).
    pub responses: Option<i64>,
    /// Of these, how many had a comment (số ý kiến đã xóa).
    pub comments: Option<i64>,
}

impl From<RetentionView> for Retention {
    fn from(view: RetentionView) -> Self {
        let retention = view.retention.as_ref();
        let gone = view.disposal;
        Self {
            keep_until: retention.map(|retention| CalendarDay(retention.keep_until)),
            reason: retention.map(|retention| retention.reason.clone()),
            version: retention.map(|retention| retention.version),
            taken_away_at: gone.map(|gone| Moment(gone.disposed_at)),
            responses: gone.map(|gone| gone.responses),
            comments: gone.map(|gone| gone.comments),
        }
    }
}
