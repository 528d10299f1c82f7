//! Surveys for a whole round in one go, and what is unwise about their times.

use super::access;
use super::due::{front_report_date, front_report_due};
use super::office::{Office, Speaker};
use super::planning::{NewSurvey, create_in};
use super::postings::{ends_too_late, over_if_closed_on};
use super::readiness::collection_of;
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::warning::Warning;
use crate::domain::base::clock::{Instant, day_of};
use crate::domain::base::ids::{AreaId, CandidacyId, RoundId};
use crate::domain::place::area::AreaLevel;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::survey::record::Survey;
use crate::domain::trust::authority::{self, Action};
use crate::storage::candidacies::{self, CandidacyQuery};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::within::{Scope, Sight};
use crate::storage::{areas, surveys};
use std::collections::{HashMap, HashSet};

/// The surveys of a round to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSurveys {
    /// The round.
    pub round: RoundId,
    /// Code of the form of communes.
    pub commune_form: String,
    /// Code of the form of districts and whatever lies above; the communes' where left out.
    pub district_form: Option<String>,
    /// The first instant of their windows.
    pub opens_at: Instant,
    /// The first instant after them.
    pub closes_at: Instant,
}

/// Creates a COLLECTION in DRAFT, of every hamlet of the area with its registered households, for
/// each candidacy of the round in the speaker's area that is before its vote and has none.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] that name each candidacy by its area's code: then none
/// was created.
pub async fn create(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewSurveys,
) -> Result<(Vec<Survey>, Vec<Warning>), Refusal> {
    authority::may_ever(speaker, Action::RunSurveys)?;
    let tx = office.db.begin_write().await?;
    let wanting = wanting(office, speaker, &tx, new.round).await?;
    if wanting.is_empty() {
        return Err(UserFault::at("roundId", UserFaultCode::NoCandidacy, "").into());
    }
    let ids: Vec<AreaId> = wanting
        .iter()
        .map(|candidacy| candidacy.place.area)
        .collect();
    let codes: HashMap<AreaId, String> = areas::find_many(&tx, &ids)
        .await?
        .into_iter()
        .map(|area| (area.id(), area.code))
        .collect();
    let mut created = Vec::with_capacity(wanting.len());
    let mut faults = Vec::new();
    for candidacy in &wanting {
        match create_in(office, speaker, &tx, &new_survey(candidacy, &new)).await {
            Ok(survey) => created.push(survey),
            Err(Refusal::Faults(found)) => {
                let code = codes.get(&candidacy.place.area);
                faults.extend(found.iter().map(|fault| about(fault, code)));
            }
            Err(other) => return Err(other),
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    let due = front_report_date(&tx, new.round).await?;
    let over = over_if_closed_on(day_of(new.closes_at));
    let warning = ends_too_late(over, due.map(|date| date.due_before));
    tx.commit().await.map_err(StorageFault::from)?;
    Ok((created, warning.into_iter().collect()))
}

/// The candidacies of a round that the speaker may make a collection for and that have none.
async fn wanting(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    round: RoundId,
) -> Result<Vec<Candidacy>, Refusal> {
    let query = CandidacyQuery {
        rounds: vec![round],
        ..CandidacyQuery::all(access::visible(office, speaker))
    };
    let mut all = candidacies::all(tx, &query).await?;
    all.retain(|one| {
        one.state.is_before_vote()
            && authority::permit(speaker, Action::RunSurveys, &one.place).is_ok()
    });
    let ids: Vec<CandidacyId> = all.iter().map(|candidacy| candidacy.id).collect();
    let everything = Sight::within(Scope::Everywhere);
    let asked: HashSet<CandidacyId> = surveys::of_candidacies(tx, &everything, &ids)
        .await?
        .into_iter()
        .filter_map(|survey| collection_of(vec![survey]))
        .map(|survey| survey.candidacy)
        .collect();
    all.retain(|candidacy| !asked.contains(&candidacy.id));
    Ok(all)
}

fn new_survey(candidacy: &Candidacy, new: &NewSurveys) -> NewSurvey {
    let of_commune = candidacy.place.level == AreaLevel::Commune;
    let form = new.district_form.as_ref().filter(|_| !of_commune);
    NewSurvey {
        candidacy: candidacy.id,
        kind: SurveyKind::Collection,
        questionnaire_code: form.unwrap_or(&new.commune_form).clone(),
        questionnaire_version: None,
        opens_at: new.opens_at,
        closes_at: new.closes_at,
        hamlets: None,
        collectors: Vec::new(),
    }
}

/// A fault of one candidacy's survey, named by the code of its area.
fn about(fault: &UserFault, code: Option<&String>) -> UserFault {
    let code = code.map_or("", String::as_str);
    let about = [code, fault.about.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    let field = match fault.code {
        UserFaultCode::ClosesBeforeItOpens => "closesAt",
        UserFaultCode::UnknownQuestionnaire => "questionnaireCode",
        _ => "roundId",
    };
    UserFault::at(field, fault.code, about.join(": "))
}

/// What is unwise about a survey's times: closing and ten days of posting end after the Front's
/// report is due.
///
/// # Errors
/// Where the database can't be read.
pub async fn warnings_of(office: &Office, survey: &Survey) -> Result<Vec<Warning>, Refusal> {
    if survey.kind == SurveyKind::DirectCheck {
        return Ok(Vec::new());
    }
    let due = front_report_due(office.db.read(), survey.candidacy).await?;
    let over = over_if_closed_on(day_of(survey.lifecycle.closes_at));
    Ok(ends_too_late(over, due).into_iter().collect())
}
