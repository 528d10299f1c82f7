//! Whether a dossier may go to the vote: each condition of the round's regulation.

use std::collections::HashMap;
use std::sync::Arc;

use super::access::{self, DossierSight};
use super::facts::{self, Case};
use super::forms::Form;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::rulebooks;
use super::sight::{self, Sight};
use super::surveys;
use crate::domain::base::ids::CandidacyId;
use crate::domain::base::terms::terms;
use crate::domain::law::check::{CheckStatus, Severity};
use crate::domain::law::regulation::{Measure, Minimum};
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::facts::{Facts, Judged, judge};
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::record::Survey;
use crate::domain::survey::verdict::Outcome;

terms! {
    /// Conditions that are no minimum of a regulation.
    Condition {
        /// The survey is closed: its figures can't change any more.
        SurveyClosed = "SURVEY_CLOSED",
    }
}

/// One condition as one reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The survey is closed, or it is not yet.
    SurveyClosed {
        /// The survey's state; `None` where there is no survey yet.
        state: Option<SurveyState>,
    },
    /// A minimum, held against the figures.
    Minimum(Box<Outcome>),
    /// Another condition, held against what is on record.
    Condition(Box<Judged>),
}

impl Standing {
    /// Whether the condition holds.
    #[must_use]
    pub fn status(&self) -> CheckStatus {
        match self {
            Self::SurveyClosed {
                state: Some(SurveyState::Closed | SurveyState::Verified),
            } => CheckStatus::Met,
            Self::SurveyClosed { .. } => CheckStatus::Pending,
            Self::Minimum(outcome) => outcome.status,
            Self::Condition(judged) => judged.status,
        }
    }

    /// What follows where it doesn't hold.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::SurveyClosed { .. } => Severity::Blocking,
            Self::Minimum(outcome) => outcome.minimum.severity,
            Self::Condition(judged) => judged.condition.severity,
        }
    }
}

/// Whether a dossier may go to the vote.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// Every blocking condition holds.
    pub ready: bool,
    /// Each condition.
    pub checks: Vec<Standing>,
    /// The form whose items the minimums speak of; `None` without figures.
    pub form: Option<Arc<Form>>,
}

/// Readiness of some candidacies, as the speaker may see it; a fixed number of statements for all.
///
/// # Errors
/// Where the database can't be read.
pub async fn of(
    office: &Office,
    speaker: Speaker<'_>,
    candidacies: &[Candidacy],
) -> Result<HashMap<CandidacyId, Readiness>, Refusal> {
    let ids: Vec<CandidacyId> = candidacies.iter().map(|candidacy| candidacy.id).collect();
    let surveys: HashMap<CandidacyId, Survey> = surveys::of_candidacies(office, speaker, &ids)
        .await?
        .into_iter()
        .filter_map(|(id, surveys)| Some((id, collection_of(surveys)?)))
        .collect();
    let all: Vec<Survey> = surveys.values().cloned().collect();
    let sights = sight::of(office, speaker, &all).await?;
    let rules_of = rulebooks::of_candidacies(office, candidacies).await?;
    let state = |candidacy: &Candidacy| {
        let survey = surveys.get(&candidacy.id)?;
        Some(survey.lifecycle.state_at(office.clock.now()))
    };
    let cases: Vec<Case<'_>> = candidacies
        .iter()
        .filter_map(|candidacy| {
            Some(Case {
                candidacy,
                rules: &rules_of.get(&candidacy.round)?.composed,
                survey: state(candidacy),
            })
        })
        .collect();
    let facts = facts::of(office, &cases).await?;
    let found = cases.iter().map(|case| {
        let id = case.candidacy.id;
        let survey = surveys.get(&id);
        let sight = survey.and_then(|survey| sights.get(&survey.id));
        let seen = access::dossier(speaker, &case.candidacy.place) != DossierSight::Nothing;
        let facts = facts.get(&id).filter(|_| seen);
        (id, weigh(case, sight, facts))
    });
    Ok(found.collect())
}

/// A candidacy's collection.
#[must_use]
pub fn collection_of(surveys: Vec<Survey>) -> Option<Survey> {
    surveys
        .into_iter()
        .find(|survey| survey.kind == SurveyKind::Collection)
}

fn weigh(case: &Case<'_>, sight: Option<&Sight>, facts: Option<&Facts>) -> Readiness {
    let Candidacy { title, place, .. } = case.candidacy;
    let minimums = case.rules.minimums_for(*title, place.level);
    let mut checks: Vec<Standing> = minimums
        .map(|minimum| Standing::Minimum(Box::new(as_seen(minimum, sight))))
        .collect();
    // Figures that can still change must not send a dossier to the vote.
    if !checks.is_empty() {
        checks.insert(0, Standing::SurveyClosed { state: case.survey });
    }
    let conditions = case.rules.conditions_for(*title, place.level);
    checks.extend(conditions.map(|condition| {
        let judged = facts.map_or_else(
            || Judged::unsaid(condition.clone()),
            |facts| judge(condition, facts),
        );
        Standing::Condition(Box::new(judged))
    }));
    let holds = |check: &Standing| {
        check.severity() == Severity::Warning
            || matches!(check.status(), CheckStatus::Met | CheckStatus::NotRequired)
    };
    Readiness {
        ready: checks.iter().all(holds),
        checks,
        form: sight.map(|sight| Arc::clone(&sight.result.form)),
    }
}

/// A minimum's outcome, or PENDING without a figure where the reader may not see it yet.
fn as_seen(minimum: &Minimum, sight: Option<&Sight>) -> Outcome {
    let seen = sight.and_then(|sight| match minimum.measure {
        Measure::Coverage => {
            sight.coverage.shown()?;
            sight
                .result
                .coverage_checks
                .iter()
                .find(|outcome| outcome.minimum == *minimum)
        }
        Measure::Overall | Measure::EachItem | Measure::ItemAverage => sight
            .approval
            .shown()?
            .checks
            .iter()
            .find(|outcome| outcome.minimum == *minimum),
    });
    seen.cloned().unwrap_or_else(|| Outcome {
        minimum: minimum.clone(),
        status: CheckStatus::Pending,
        worst: None,
    })
}
