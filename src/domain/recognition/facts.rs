//! What there is of a candidacy, and whether it meets a condition of its title.

use crate::domain::base::money::Money;
use crate::domain::base::ratio::{Comparison, Limit, Share};
use crate::domain::law::check::CheckStatus;
use crate::domain::law::condition::{Condition, Requirement};

/// What is on record of a candidacy; what is `None` can't be said yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Criteria that the candidacy is judged by.
    pub criteria: i64,
    /// Of these, appraised.
    pub criteria_appraised: i64,
    /// Of these, met.
    pub criteria_met: i64,
    /// Construction debt without a planned source.
    pub arrears: Option<Money>,
    /// Statements of agencies: the condition's code, and whether it holds.
    pub statements: Vec<(String, bool)>,
    /// Whether the survey is verified; `None` where there is none.
    pub survey_verified: Option<bool>,
    /// Opinions of organisations that agree, and that don't.
    pub opinions: Option<(i64, i64)>,
    /// Whether the Front's report is in, and its number.
    pub front_report: Option<String>,
    /// Residents who were asked directly.
    pub directly_asked: Option<i64>,
    /// Communes with a title that a condition names, of all: by the condition's code.
    pub titled: Vec<(String, Share)>,
}

/// What there is, as far as a condition looks at it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Found {
    /// Criteria met, appraised, and all.
    Criteria {
        /// Met.
        met: i64,
        /// Appraised.
        appraised: i64,
        /// All.
        all: i64,
    },
    /// An amount.
    Amount(Money),
    /// Whether it is so.
    Truth(bool),
    /// Opinions for and against.
    Opinions {
        /// For.
        agree: i64,
        /// Against.
        disagree: i64,
    },
    /// A paper by its number.
    Paper(String),
    /// So many.
    Count(i64),
    /// So many of so many.
    Share(Share),
}

/// One condition held against the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The condition.
    pub condition: Condition,
    /// Whether it holds.
    pub status: CheckStatus,
    /// What there is; `None` where nothing can be said, or it may not be seen.
    pub found: Option<Found>,
}

impl Judged {
    /// A condition that can't be said, or whose facts may not be seen.
    #[must_use]
    pub const fn unsaid(condition: Condition) -> Self {
        Self {
            condition,
            status: CheckStatus::Pending,
            found: None,
        }
    }
}

/// Holds a condition against the facts.
#[must_use]
pub fn judge(condition: &Condition, facts: &Facts) -> Judged {
    let (status, found) = outcome(condition, facts);
    Judged {
        condition: condition.clone(),
        status,
        found,
    }
}

fn outcome(condition: &Condition, facts: &Facts) -> (CheckStatus, Option<Found>) {
    match &condition.requirement {
        Requirement::CriteriaMet { at_least } => criteria(*at_least, facts),
        Requirement::NoArrears => said(
            facts.arrears,
            |sum| sum.is_none(),
            |sum| Found::Amount(*sum),
        ),
        Requirement::Statement { .. } => {
            let code = &condition.code;
            let stated = facts.statements.iter().find(|(named, _)| named == code);
            said(
                stated.map(|(_, met)| *met),
                |met| *met,
                |met| Found::Truth(*met),
            )
        }
        Requirement::SurveyVerified => match facts.survey_verified {
            Some(true) => (CheckStatus::Met, Some(Found::Truth(true))),
            Some(false) => (CheckStatus::Pending, Some(Found::Truth(false))),
            None => (CheckStatus::Pending, None),
        },
        Requirement::OrganisationsAgree => said(
            facts.opinions,
            |(_, against)| *against == 0,
            |(agree, disagree)| Found::Opinions {
                agree: *agree,
                disagree: *disagree,
            },
        ),
        Requirement::FrontReport => said(
            facts.front_report.clone(),
            |_| true,
            |number| Found::Paper(number.clone()),
        ),
        Requirement::DirectCheck => said(
            facts.directly_asked,
            |asked| *asked > 0,
            |asked| Found::Count(*asked),
        ),
        Requirement::CommunesTitled {
            comparison, limit, ..
        } => {
            let code = &condition.code;
            let share = facts.titled.iter().find(|(named, _)| named == code);
            let share = share.map(|(_, share)| *share);
            let reached = |share: &Share| reaches(*share, *comparison, *limit);
            said(share, reached, |share| Found::Share(*share))
        }
    }
}

fn reaches(share: Share, comparison: Comparison, limit: Limit) -> bool {
    share.meets(comparison, limit) == Some(true)
}

/// PENDING where nothing is known, else MET or not.
fn said<T>(
    fact: Option<T>,
    holds: impl FnOnce(&T) -> bool,
    show: impl FnOnce(&T) -> Found,
) -> (CheckStatus, Option<Found>) {
    let Some(fact) = fact else {
        return (CheckStatus::Pending, None);
    };
    let status = if holds(&fact) {
        CheckStatus::Met
    } else {
        CheckStatus::NotMet
    };
    (status, Some(show(&fact)))
}

/// Met once enough are met; not met once so many have failed that enough can't be met any more.
fn criteria(at_least: Option<i32>, facts: &Facts) -> (CheckStatus, Option<Found>) {
    let Facts {
        criteria: all,
        criteria_appraised: appraised,
        criteria_met: met,
        ..
    } = *facts;
    if all == 0 {
        return (CheckStatus::Pending, None);
    }
    let needed = at_least.map_or(all, i64::from);
    let failed = appraised.saturating_sub(met);
    let status = if met >= needed {
        CheckStatus::Met
    } else if all.saturating_sub(failed) < needed {
        CheckStatus::NotMet
    } else {
        CheckStatus::Pending
    };
    let found = Found::Criteria {
        met,
        appraised,
        all,
    };
    (status, Some(found))
}
