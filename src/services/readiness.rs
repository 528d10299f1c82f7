//! Whether a dossier may go to the vote: each condition of the round's regulation.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::forms::Ruleset;
use super::library;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::sight::{self, Sight};
use super::surveys;
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::domain::base::terms::terms;
use crate::domain::law::check::{CheckStatus, Severity};
use crate::domain::law::regulation::{Measure, Minimum};
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::record::Survey;
use crate::domain::survey::verdict::Outcome;
use crate::storage::rounds;

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
        }
    }

    /// What follows where it doesn't hold.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::SurveyClosed { .. } => Severity::Blocking,
            Self::Minimum(outcome) => outcome.minimum.severity,
        }
    }
}

/// Whether a dossier may go to the vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// Every blocking condition holds.
    pub ready: bool,
    /// Each condition.
    pub checks: Vec<Standing>,
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
    let rules_of = rules_of(office, candidacies).await?;
    let mut found = HashMap::with_capacity(candidacies.len());
    for candidacy in candidacies {
        let Some(rules) = rules_of.get(&candidacy.round) else {
            continue;
        };
        let minimums = rules
            .composed
            .minimums_for(candidacy.title, candidacy.place.level);
        let survey = surveys.get(&candidacy.id);
        let sight = survey.and_then(|survey| sights.get(&survey.id));
        let state = survey.map(|survey| survey.lifecycle.state_at(office.clock.now()));
        found.insert(candidacy.id, weigh(minimums, state, sight));
    }
    Ok(found)
}

/// The rules of each candidacy's round.
async fn rules_of(
    office: &Office,
    candidacies: &[Candidacy],
) -> Result<HashMap<RoundId, Arc<Ruleset>>, Refusal> {
    let ids: BTreeSet<RoundId> = candidacies.iter().map(|one| one.round).collect();
    let ids: Vec<RoundId> = ids.into_iter().collect();
    let mut rules = HashMap::with_capacity(ids.len());
    for round in rounds::find_many(office.db.read(), &ids).await? {
        rules.insert(round.id, library::ruleset(office, round.regulation).await?);
    }
    Ok(rules)
}

/// A candidacy's collection.
#[must_use]
pub fn collection_of(surveys: Vec<Survey>) -> Option<Survey> {
    surveys
        .into_iter()
        .find(|survey| survey.kind == SurveyKind::Collection)
}

fn weigh<'a>(
    minimums: impl Iterator<Item = &'a Minimum>,
    state: Option<SurveyState>,
    sight: Option<&Sight>,
) -> Readiness {
    let mut checks: Vec<Standing> = minimums
        .map(|minimum| Standing::Minimum(Box::new(as_seen(minimum, sight))))
        .collect();
    // Figures that can still change must not send a dossier to the vote.
    if !checks.is_empty() {
        checks.insert(0, Standing::SurveyClosed { state });
    }
    let holds = |check: &Standing| {
        check.severity() == Severity::Warning
            || matches!(check.status(), CheckStatus::Met | CheckStatus::NotRequired)
    };
    Readiness {
        ready: checks.iter().all(holds),
        checks,
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
