//! What a dossier holds: appraisals, opinions, debt, statements, documents.

use async_graphql::{ID, SimpleObject};

use crate::domain::base::language::Language;
use crate::domain::law::agency;
use crate::domain::place::area::AreaLevel;
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::debt;
use crate::domain::recognition::dossier;
use crate::domain::recognition::evidence;
use crate::domain::recognition::opinion::{Opinion, Organisation};
use crate::domain::recognition::statement::Statement;
use crate::graphql::id::GlobalId;
use crate::graphql::nodes::regulation::Criterion;
use crate::graphql::scalars::{Amount, CalendarDay, Moment, Points};

/// An agency that appraises, states or reports (cơ quan, đơn vị).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Agency {
    /// Its code, such as `SO_XAY_DUNG` (mã cơ quan).
    pub code: String,
    #[graphql(skip)]
    pub(in crate::graphql) of: &'static agency::Agency,
}

impl Agency {
    /// An agency of the list.
    #[must_use]
    pub fn of(of: &'static agency::Agency) -> Self {
        Self {
            code: of.code.clone(),
            of,
        }
    }

    /// Its name in a language.
    #[must_use]
    pub fn name_in(&self, language: Language) -> &str {
        self.of.name.text(language)
    }
}

/// A document that proves something; its content is fetched at `path` with the same
/// token (tài liệu minh chứng).
#[derive(Debug, Clone, SimpleObject)]
pub struct Document {
    /// Global id.
    pub id: ID,
    /// Its name as a file (tên tệp).
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Bytes of its content (dung lượng).
    pub size: i64,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
    /// When it was sent in.
    pub uploaded_at: Moment,
    /// Where its content is fetched: a path on this server.
    pub path: String,
}

impl From<evidence::Document> for Document {
    fn from(document: evidence::Document) -> Self {
        let id = GlobalId::Document(document.id).encode();
        Self {
            path: format!("/documents/{}", id.0),
            id,
            name: document.name,
            media_type: document.media_type.as_str().to_owned(),
            size: document.size,
            sha256: document.sha256,
            uploaded_at: Moment(document.uploaded_at),
        }
    }
}

/// A department's finding on one criterion (kết quả thẩm định tiêu chí).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CriterionAppraisal {
    /// The criterion (tiêu chí).
    pub criterion: Criterion,
    /// Its version, from 1; a revision is the next one.
    pub version: i32,
    /// Whether it is met (đạt).
    pub met: bool,
    /// Points, where the criterion has them (điểm).
    pub score: Option<Points>,
    /// A value, where the criterion has one (giá trị đạt được).
    pub value: Option<String>,
    /// The department's remark (ghi chú).
    pub note: Option<String>,
    /// Code of the department (cơ quan thẩm định).
    pub agency: String,
    /// When it was recorded.
    pub appraised_at: Moment,
    /// Name of the account that recorded it (người ghi nhận).
    pub appraised_by: String,
    /// Why the version before was revised; null for the first (lý do sửa đổi).
    pub reason: Option<String>,
    #[graphql(skip)]
    pub(in crate::graphql) of: Appraisal,
    #[graphql(skip)]
    pub(in crate::graphql) earlier: Vec<Appraisal>,
}

impl CriterionAppraisal {
    /// A finding with the versions before it.
    #[must_use]
    pub fn of(of: Appraisal, criterion: Criterion, earlier: Vec<Appraisal>) -> Self {
        Self {
            criterion,
            version: of.version,
            met: of.met,
            score: of.score.map(Points),
            value: of.value.clone(),
            note: of.note.clone(),
            agency: of.agency.clone(),
            appraised_at: Moment(of.at),
            appraised_by: of.by_name.clone(),
            reason: of.reason.clone(),
            of,
            earlier,
        }
    }
}

/// Declares the node of a part of a dossier that stands version by version: what every such part has, and
/// its own.
macro_rules! versioned {
    ($(#[$meta:meta])* $name:ident of $of:ty { $($(#[$fmeta:meta])* $field:ident: $type:ty = $value:expr,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, SimpleObject)]
        #[graphql(complex)]
        pub struct $name {
            $($(#[$fmeta])* pub $field: $type,)*
            /// Its version, from 1; a revision is the next one.
            pub version: i32,
            /// A remark (ghi chú).
            pub note: Option<String>,
            /// When it was recorded.
            pub recorded_at: Moment,
            /// Name of the account that recorded it.
            pub recorded_by: String,
            /// Why the version before was revised; null for the first (lý do sửa đổi).
            pub reason: Option<String>,
            #[graphql(skip)]
            pub(in crate::graphql) of: $of,
            #[graphql(skip)]
            pub(in crate::graphql) earlier: Vec<$of>,
        }

        impl $name {
            /// A version with those before it.
            #[must_use]
            pub fn of(of: $of, earlier: Vec<$of>) -> Self {
                Self {
                    $($field: $value(&of),)*
                    version: of.version,
                    note: of.note.clone(),
                    recorded_at: Moment(of.at),
                    recorded_by: of.by_name.clone(),
                    reason: of.reason.clone(),
                    of,
                    earlier,
                }
            }
        }
    };
}

versioned! {
    /// What a socio-political organisation thinks of a candidacy (ý kiến của tổ chức chính trị - xã hội).
    OrganisationOpinion of Opinion {
        /// The level of the body that speaks (cấp).
        level: AreaLevel = |of: &Opinion| of.body.level,
        /// The organisation (tổ chức).
        organisation: Organisation = |of: &Opinion| of.body.organisation,
        /// Its name, where it is another one.
        other_name: Option<String> = |of: &Opinion| Some(of.body.other_name.clone()).filter(|name| !name.is_empty()),
        /// Whether it agrees (tán thành).
        agrees: bool = |of: &Opinion| of.agrees,
    }
}

versioned! {
    /// Construction debt of a candidacy's area, or of the whole province (báo cáo nợ xây dựng cơ bản).
    DebtStatement of debt::DebtStatement {
        /// The day that the figures are of.
        as_of: CalendarDay = |of: &debt::DebtStatement| CalendarDay(of.as_of),
        /// All that is owed: what has a planned source, and arrears (tổng nợ).
        total: Amount = |of: &debt::DebtStatement| Amount(of.figures.total),
        /// Of it, with a planned source to pay from (nợ đã có kế hoạch nguồn vốn).
        planned: Amount = |of: &debt::DebtStatement| Amount(of.figures.planned),
        /// Of it, without: this alone stands in the way of a title (nợ đọng).
        arrears: Amount = |of: &debt::DebtStatement| Amount(of.figures.arrears),
        /// Code of the agency (cơ quan báo cáo).
        agency: String = |of: &debt::DebtStatement| of.agency.clone(),
    }
}

versioned! {
    /// What an agency states on a condition that no criterion covers, such as security and order (xác
    /// nhận của cơ quan).
    ConditionStatement of Statement {
        /// Code of the condition (mã điều kiện).
        condition: String = |of: &Statement| of.condition.clone(),
        /// Whether it holds (đạt).
        met: bool = |of: &Statement| of.met,
        /// Code of the agency (cơ quan xác nhận).
        agency: String = |of: &Statement| of.agency.clone(),
    }
}

/// A dossier as it was when it went to the vote: canonical JSON (RFC 8785) and its SHA-256 (hồ sơ
/// đã chốt).
#[derive(Debug, Clone, SimpleObject)]
pub struct FrozenDossier {
    /// From 1; one that goes to the vote again is frozen again.
    pub revision: i32,
    /// All that it holds, with readiness and figures, as canonical JSON.
    pub content: String,
    /// SHA-256 of the content, in lower-case hexadecimal.
    pub sha256: String,
    /// When it was frozen.
    pub frozen_at: Moment,
    /// Name of the account that sent it to the vote.
    pub frozen_by: String,
}

impl From<dossier::FrozenDossier> for FrozenDossier {
    fn from(dossier: dossier::FrozenDossier) -> Self {
        Self {
            revision: dossier.revision,
            content: dossier.content,
            sha256: dossier.sha256,
            frozen_at: Moment(dossier.frozen_at),
            frozen_by: dossier.frozen_by_name,
        }
    }
}
