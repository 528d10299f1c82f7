//! Conditions of a title that are no minimum of a survey, as data.
//!
//! In Vietnamese: điều kiện xét công nhận.

use serde::{Deserialize, Serialize};

use super::check::Severity;
use super::title::Title;
use crate::domain::base::language::Bilingual;
use crate::domain::base::ratio::{Comparison, Limit};
use crate::domain::base::terms::terms;
use crate::domain::place::area::AreaLevel;

terms! {
    /// What a condition looks at.
    ConditionKind {
        /// Criteria met, as last appraised: all of them, or so many.
        CriteriaMet = "CRITERIA_MET",
        /// No construction debt without a planned source (không có nợ đọng xây dựng cơ bản).
        NoArrears = "NO_ARREARS",
        /// A statement by an agency that the condition holds.
        Statement = "STATEMENT",
        /// The residents' survey is verified by the provincial Front.
        SurveyVerified = "SURVEY_VERIFIED",
        /// Opinions of the socio-political organisations are in, and none is against.
        OrganisationsAgree = "ORGANISATIONS_AGREE",
        /// The Fatherland Front's report is in.
        FrontReport = "FRONT_REPORT",
        /// The direct check of some residents is done.
        DirectCheck = "DIRECT_CHECK",
        /// A share of the area's communes holds one of some titles.
        CommunesTitled = "COMMUNES_TITLED",
    }
}

/// What a condition asks, with what its kind needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Requirement {
    /// Criteria met: so many, or all where nothing is said.
    #[serde(rename = "CRITERIA_MET")]
    CriteriaMet {
        /// How many at the least; `None`: all of the set.
        at_least: Option<i32>,
    },
    /// No arrears.
    #[serde(rename = "NO_ARREARS")]
    NoArrears,
    /// A statement by an agency.
    #[serde(rename = "STATEMENT")]
    Statement {
        /// Code of the agency.
        agency: String,
        /// What is stated, as a clause.
        about: Bilingual,
    },
    /// The survey is verified.
    #[serde(rename = "SURVEY_VERIFIED")]
    SurveyVerified,
    /// The organisations agree.
    #[serde(rename = "ORGANISATIONS_AGREE")]
    OrganisationsAgree,
    /// The Front has reported.
    #[serde(rename = "FRONT_REPORT")]
    FrontReport,
    /// Residents were asked directly.
    #[serde(rename = "DIRECT_CHECK")]
    DirectCheck,
    /// A share of the communes holds one of some titles.
    #[serde(rename = "COMMUNES_TITLED")]
    CommunesTitled {
        /// Any one of these will do.
        any_of: Vec<Title>,
        /// How the share must stand to the limit.
        comparison: Comparison,
        /// The limit, in hundredths of a percent of the communes.
        limit: Limit,
    },
}

impl Requirement {
    /// What it looks at.
    #[must_use]
    pub const fn kind(&self) -> ConditionKind {
        match self {
            Self::CriteriaMet { .. } => ConditionKind::CriteriaMet,
            Self::NoArrears => ConditionKind::NoArrears,
            Self::Statement { .. } => ConditionKind::Statement,
            Self::SurveyVerified => ConditionKind::SurveyVerified,
            Self::OrganisationsAgree => ConditionKind::OrganisationsAgree,
            Self::FrontReport => ConditionKind::FrontReport,
            Self::DirectCheck => ConditionKind::DirectCheck,
            Self::CommunesTitled { .. } => ConditionKind::CommunesTitled,
        }
    }
}

/// One condition of a title, for areas of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The title it is for.
    pub title: Title,
    /// The level of area it is for.
    pub level: AreaLevel,
    /// Its code, unique within title and level; the code of its check.
    pub code: String,
    /// What it asks.
    #[serde(flatten)]
    pub requirement: Requirement,
    /// Whether it blocks the vote.
    pub severity: Severity,
    /// The regulation and article that it comes from.
    pub source: String,
    /// False where it could not be confirmed from the regulation's text.
    pub confirmed: bool,
}
