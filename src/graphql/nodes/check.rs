//! Conditions of the regulation in words.

use async_graphql::SimpleObject;

use crate::domain::base::language::Language;
use crate::domain::law::check::{CheckStatus, Severity};
use crate::domain::recognition::facts::Judged;
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::verdict::Outcome;
use crate::words::checks::{self, Found};
use crate::words::conditions;

/// Whether the dossier may go to the vote: `ready` looks at the blocking checks alone (điều kiện
/// đưa ra bỏ phiếu).
#[derive(Debug, Clone, SimpleObject)]
pub struct Readiness {
    /// Every blocking check holds (đủ điều kiện).
    pub ready: bool,
    /// Each condition; one that the reader may not see yet is PENDING with `actual` empty.
    pub checks: Vec<Check>,
}

/// One condition of the regulation: what it asks, what there is, and the reason in words (điều
/// kiện).
#[derive(Debug, Clone, SimpleObject)]
pub struct Check {
    /// Its code: COVERAGE, OVERALL, `EACH_ITEM` or `ITEM_AVERAGE`, alone or with `_PER_COMMUNE` or
    /// `_PER_DISTRICT`; `SURVEY_CLOSED`; or that of one of the regulation's conditions, such as
    /// `CRITERIA_MET`, `NO_ARREARS`, `SECURITY_AND_ORDER`.
    pub code: String,
    /// The outcome (kết quả).
    pub status: CheckStatus,
    /// What follows where it is not met (mức độ).
    pub severity: Severity,
    /// What it asks, in the request's language (yêu cầu).
    pub required: String,
    /// What there is; empty where nothing can be said yet (thực tế).
    pub actual: String,
    /// The whole sentence: the worst place and item, count and base, what is asked (diễn giải).
    pub message: String,
    /// The regulation and article that it comes from (căn cứ pháp lý).
    pub legal_basis: Option<String>,
    /// False where the regulation's number could not be confirmed from its text (đã đối chiếu).
    pub confirmed: bool,
}

impl Check {
    /// A minimum held against figures, with the names that its message needs.
    #[must_use]
    pub fn of(outcome: &Outcome, found: &Found<'_>, language: Language) -> Self {
        let minimum = &outcome.minimum;
        Self {
            code: minimum.check_code(),
            status: outcome.status,
            severity: minimum.severity,
            required: checks::required(minimum, language),
            actual: checks::actual(outcome, language),
            message: checks::message(outcome, found, language),
            legal_basis: Some(minimum.source.clone()),
            confirmed: minimum.confirmed,
        }
    }

    /// Another condition held against what is on record.
    #[must_use]
    pub fn judged(judged: &Judged, language: Language) -> Self {
        let condition = &judged.condition;
        let words = conditions::judged(judged, language);
        Self {
            code: condition.code.clone(),
            status: judged.status,
            severity: condition.severity,
            required: words.required,
            actual: words.actual,
            message: words.message,
            legal_basis: Some(condition.source.clone()),
            confirmed: condition.confirmed,
        }
    }

    /// That the survey is closed, so that its figures can't change any more.
    #[must_use]
    pub fn survey_closed(
        status: CheckStatus,
        severity: Severity,
        state: Option<SurveyState>,
        language: Language,
    ) -> Self {
        let words = conditions::survey_closed(status, state, language);
        Self {
            code: "SURVEY_CLOSED".to_owned(),
            status,
            severity,
            required: words.required,
            actual: words.actual,
            message: words.message,
            legal_basis: None,
            confirmed: true,
        }
    }
}
