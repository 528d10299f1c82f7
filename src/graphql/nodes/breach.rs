//! Breaches of personal data as the register holds them.

use async_graphql::SimpleObject;

use crate::domain::trust::breach::BreachStanding;
use crate::graphql::scalars::Moment;
use crate::services::breaches::BreachView;

/// A breach of personal data in the register (sự cố vi phạm dữ liệu cá nhân).
#[derive(Debug, Clone, SimpleObject)]
pub struct Breach {
    /// Its number in the register, from 1 (số thứ tự).
    pub number: i64,
    /// Rises with each change.
    pub version: i64,
    /// How it stands with its notice (tình trạng thông báo).
    pub standing: BreachStanding,
    /// When it happened, where that is known (thời điểm xảy ra).
    pub occurred_at: Option<Moment>,
    /// When it was discovered (thời điểm phát hiện).
    pub discovered_at: Moment,
    /// The first instant at which a notice is late: 72 hours after the discovery (hạn thông báo).
    pub notify_before: Moment,
    /// What happened (mô tả).
    pub description: String,
    /// How many people it may concern, as far as is known (số người liên quan).
    pub affected: Option<i64>,
    /// What was done about it (biện pháp xử lý).
    pub measures: Option<String>,
    /// When the authority was told; null before (thời điểm thông báo).
    pub notified_at: Option<Moment>,
    /// Why it was told late (lý do thông báo muộn).
    pub late_reason: Option<String>,
    /// When this version was written down.
    pub recorded_at: Moment,
    /// Name of the account that wrote it down (người ghi).
    pub recorded_by: String,
}

impl From<BreachView> for Breach {
    fn from(view: BreachView) -> Self {
        let BreachView {
            breach,
            standing,
            recorded_by,
        } = view;
        Self {
            number: breach.number,
            version: breach.version,
            standing,
            occurred_at: breach.occurred_at.map(Moment),
            discovered_at: Moment(breach.discovered_at),
            notify_before: Moment(breach.notify_before()),
            description: breach.description,
            affected: breach.affected,
            measures: breach.measures,
            notified_at: breach.notified_at.map(Moment),
            late_reason: breach.late_reason,
            recorded_at: Moment(breach.recorded_at),
            recorded_by,
        }
    }
}
