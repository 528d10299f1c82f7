//! Titles that areas hold, merger plans, and communes to be looked at again.

use async_graphql::SimpleObject;

use super::candidacy::{Candidacy, RecognisedTitle};
use super::vote::Reassessment;
use crate::domain::base::ids::AreaId;
use crate::domain::recognition::title_record::AreaTitle;
use crate::graphql::scalars::CalendarDay;

impl From<AreaTitle> for RecognisedTitle {
    fn from(title: AreaTitle) -> Self {
        Self {
            title: title.title,
            since: title.since.map(CalendarDay),
            until: title.until.map(CalendarDay),
            decision: title.number,
            end_reason: title.end_reason,
        }
    }
}

/// A commune that was recognised in 2015 or earlier (xã đã được công nhận từ năm 2015 trở về trước).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ReassessmentLine {
    /// The titles that it was given then and still holds (danh hiệu).
    pub titles: Vec<RecognisedTitle>,
    /// Its candidacy in this round to be looked at again; null where there is none (hồ sơ rà soát).
    pub candidacy: Option<Candidacy>,
    /// What the re-assessment came to; null until it is recorded (kết quả).
    pub reassessment: Option<Reassessment>,
    #[graphql(skip)]
    pub(in crate::graphql) area: AreaId,
}

/// A plan that merges communes (phương án sáp nhập đơn vị hành chính).
#[derive(Debug, Clone, SimpleObject)]
pub struct MergerPlan {
    /// Its number (số).
    pub number: String,
    /// The day on which it was approved (ngày phê duyệt).
    pub approved_on: CalendarDay,
    /// Who approved it (cơ quan phê duyệt).
    pub approved_by: String,
    /// Codes of its communes (mã các xã).
    pub commune_codes: Vec<String>,
}
