//! What of a survey never changes once it is created, kept at hand for the writers.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::forms::{self, Form};
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::ids::{AccountId, CandidacyId, RoundId, SurveyId};
use crate::domain::place::area::Place;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::trust::actor::{Actor, Role};
use crate::storage::{candidacies, survey_hamlets, surveys};

/// A survey's unchanging part.
#[derive(Debug)]
pub struct Plan {
    /// The survey.
    pub survey: SurveyId,
    /// The candidacy it is for.
    pub candidacy: CandidacyId,
    /// The candidacy's round.
    pub round: RoundId,
    /// Who asks whom.
    pub kind: SurveyKind,
    /// Its form.
    pub form: Arc<Form>,
    /// Its hamlets by code.
    pub hamlets: HashMap<String, Place>,
    /// The collectors that a direct check names.
    pub collectors: HashSet<AccountId>,
}

/// The plan of a survey.
///
/// # Errors
/// [`Refusal::NotFound`] where there is no such survey.
pub async fn of(office: &Office, id: SurveyId) -> Result<Arc<Plan>, Refusal> {
    if let Some(plan) = office.plans.get(id) {
        return Ok(plan);
    }
    let read = office.db.read();
    let survey = surveys::find(read, id).await?.ok_or(Refusal::NotFound)?;
    let candidacy = candidacies::find(read, survey.candidacy)
        .await?
        .ok_or(Refusal::NotFound)?;
    let hamlets = survey_hamlets::of_surveys(read, &[id]).await?;
    let collectors = surveys::collectors(read, &[id]).await?;
    let plan = Arc::new(Plan {
        survey: id,
        candidacy: survey.candidacy,
        round: candidacy.round,
        kind: survey.kind,
        form: forms::form(office, survey.questionnaire).await?,
        hamlets: hamlets
            .into_iter()
            .map(|hamlet| (hamlet.code, hamlet.place))
            .collect(),
        collectors: collectors.into_iter().map(|(_, account)| account).collect(),
    });
    office.plans.put(id, Arc::clone(&plan));
    Ok(plan)
}

/// Whether the actor collects in a hamlet of the survey.
///
/// A collection is the collectors' and the Front's of the area; a direct check is the provincial
/// Front's and that of the collectors it names (notice 05-TB/BCĐ, item 11.1).
#[must_use]
pub fn collects_in(actor: &Actor, plan: &Plan, hamlet: &Place) -> bool {
    match plan.kind {
        SurveyKind::Collection => {
            actor.reaches(Role::Collector, hamlet) || actor.reaches(Role::Front, hamlet)
        }
        SurveyKind::DirectCheck => {
            let named =
                plan.collectors.contains(&actor.account) && actor.reaches(Role::Collector, hamlet);
            named || actor.is_provincial_front(hamlet)
        }
    }
}
