//! A candidacy, and what its dossier holds.

use async_graphql::{ID, SimpleObject};

use super::regulation::Criterion;
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
    /// Made up for a demonstration (số liệu mô phỏng).
    pub simulated: bool,
    /// The departments' findings by criterion; empty until appraisals are recorded (kết quả thẩm định).
    pub appraisals: Vec<CriterionAppraisal>,
    /// The statement of construction debt; null until it is recorded (nợ xây dựng cơ bản).
    pub debt_statement: Option<DebtStatement>,
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
            simulated: candidacy.simulated,
            appraisals: Vec::new(),
            debt_statement: None,
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

/// A department's finding on one criterion (kết quả thẩm định tiêu chí).
#[derive(Debug, Clone, SimpleObject)]
pub struct CriterionAppraisal {
    /// The criterion (tiêu chí).
    pub criterion: Criterion,
    /// Whether it is met (đạt).
    pub met: bool,
    /// The department's remark (ghi chú).
    pub note: Option<String>,
    /// Code of the department (cơ quan thẩm định).
    pub agency: String,
    /// When it was recorded.
    pub appraised_at: Moment,
}

/// Construction debt of a candidacy's area (báo cáo nợ xây dựng cơ bản).
#[derive(Debug, Clone, SimpleObject)]
pub struct DebtStatement {
    /// The day that the figures are of.
    pub as_of: CalendarDay,
}
