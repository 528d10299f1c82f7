//! The Front's report on candidacies.

use async_graphql::{ID, SimpleObject};

use crate::domain::base::ids::CandidacyId;
use crate::domain::recognition::front_report::{self, FrontConclusion};
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::{CalendarDay, Moment};
use crate::services::front_reports::ReportView;

/// The Fatherland Front's report on some candidacies of a round, under one number (báo cáo của Mặt
/// trận Tổ quốc).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
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
    /// The day that it bears (ngày báo cáo).
    pub date: CalendarDay,
    /// Who signed it (người ký).
    pub signer: String,
    /// Why there is a new version; null of the first (lý do sửa).
    pub reason: Option<String>,
    /// SHA-256 of `content`, lower-case hexadecimal.
    pub sha256: String,
    /// When the coordination office took this version in (ngày tiếp nhận).
    pub received_at: Option<Moment>,
    #[graphql(skip)]
    pub(in crate::graphql) of: front_report::FrontReport,
}

impl FrontReport {
    /// A version of a report.
    #[must_use]
    pub fn of(of: front_report::FrontReport, late: bool) -> Self {
        Self {
            id: GlobalId::FrontReport(of.id).encode(),
            number: of.number.clone(),
            version: of.version,
            submitted_at: Moment(of.submitted_at),
            late,
            date: CalendarDay(of.reported_on),
            signer: of.signer.clone(),
            reason: of.reason.clone(),
            sha256: of.sha256.clone(),
            received_at: of.received_at.map(Moment),
            of,
        }
    }
}

impl From<ReportView> for FrontReport {
    fn from(view: ReportView) -> Self {
        Self::of(view.report, view.late)
    }
}

/// What a report concludes on one candidacy (kết luận đối với từng hồ sơ).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ReportConclusion {
    /// The conclusion (kết luận).
    pub conclusion: FrontConclusion,
    /// Its reasons and remarks (ghi chú).
    pub note: Option<String>,
    #[graphql(skip)]
    pub(in crate::graphql) candidacy_id: CandidacyId,
}

impl From<front_report::Conclusion> for ReportConclusion {
    fn from(of: front_report::Conclusion) -> Self {
        Self {
            conclusion: of.conclusion,
            note: of.note,
            candidacy_id: of.candidacy,
        }
    }
}
