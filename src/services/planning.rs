//! Plans a survey: which form, which hamlets, how many households.

use std::collections::{HashMap, HashSet};

use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, CandidacyId, QuestionnaireId, SurveyId};
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::survey::lifecycle::{Lifecycle, SurveyKind, SurveyState};
use crate::domain::survey::questionnaire::Layout;
use crate::domain::survey::record::Survey;
use crate::domain::survey::tally::Tally;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::survey_hamlets::{self, Target};
use crate::storage::{accounts, areas, candidacies, questionnaires, rounds, surveys};

/// Households of one hamlet at the most; a larger number is a slip of the hand.
const MOST_HOUSEHOLDS: i64 = 100_000;

/// A survey to be created.
#[derive(Debug, Clone)]
pub struct NewSurvey {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// Who asks whom.
    pub kind: SurveyKind,
    /// Code of the form.
    pub questionnaire_code: String,
    /// Its version; the newest, where left out.
    pub questionnaire_version: Option<i32>,
    /// The first instant of the window.
    pub opens_at: Instant,
    /// The first instant after the window.
    pub closes_at: Instant,
    /// Hamlets with their households; every hamlet of the area, where left out.
    pub hamlets: Option<Vec<(String, i64)>>,
    /// Names of the collector accounts that a direct check is assigned to.
    pub collectors: Vec<String>,
}

/// Creates a survey in DRAFT.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right.
pub async fn create(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewSurvey,
) -> Result<Survey, Refusal> {
    authority::may_ever(speaker, Action::RunSurveys)?;
    if new.kind == SurveyKind::DirectCheck {
        authority::may_ever(speaker, Action::RunDirectChecks)?;
    }
    let tx = office.db.begin_write().await?;
    let survey = create_in(office, speaker, &tx, &new).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(survey)
}

/// Creates a survey in a transaction of the caller's.
pub(super) async fn create_in(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    new: &NewSurvey,
) -> Result<Survey, Refusal> {
    let candidacy = candidacy(speaker, tx, new).await?;
    let questionnaire = form(tx, new).await?;
    let targets = targets(tx, &candidacy, new).await?;
    let collectors = collectors(tx, new).await?;
    let now = office.clock.now();
    let survey = Survey {
        id: SurveyId(office.chance.id(now)?),
        candidacy: candidacy.id,
        place: candidacy.place,
        kind: new.kind,
        questionnaire: questionnaire.0,
        lifecycle: Lifecycle {
            stored: SurveyState::Draft,
            opens_at: new.opens_at,
            closes_at: new.closes_at,
            closing_began_at: None,
        },
        version: 1,
        published_on: None,
        created_at: now,
    };
    surveys::insert(tx, &survey).await.map_err(taken)?;
    survey_hamlets::insert(tx, survey.id, &targets, &Tally::empty(&questionnaire.1)).await?;
    surveys::name_collectors(tx, survey.id, &collectors).await?;
    questionnaires::mark_used(tx, questionnaire.0, now).await?;
    let details = serde_json::json!({ "candidacy": candidacy.id, "kind": survey.kind.as_str() });
    note(
        office,
        tx,
        speaker,
        Some(survey.id),
        "survey.create",
        details,
    )
    .await?;
    Ok(survey)
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::Collection) => {
            UserFault::at("candidacyId", UserFaultCode::SurveyExists, "").into()
        }
        other => other.into(),
    }
}

/// The candidacy, where a survey may still be made for it.
async fn candidacy(
    speaker: Speaker<'_>,
    tx: &Transaction,
    new: &NewSurvey,
) -> Result<Candidacy, Refusal> {
    let candidacy = candidacies::find(tx, new.candidacy)
        .await?
        .ok_or(Refusal::NotFound)?;
    authority::permit(speaker, Action::RunSurveys, &candidacy.place)?;
    if new.kind == SurveyKind::DirectCheck {
        authority::permit(speaker, Action::RunDirectChecks, &candidacy.place)?;
    }
    if !candidacy.state.is_before_vote() {
        let state = candidacy.state.as_str();
        return Err(UserFault::at("candidacyId", UserFaultCode::IllegalState, state).into());
    }
    if new.closes_at <= new.opens_at {
        return Err(UserFault::at("closesAt", UserFaultCode::ClosesBeforeItOpens, "").into());
    }
    Ok(candidacy)
}

async fn form(tx: &Transaction, new: &NewSurvey) -> Result<(QuestionnaireId, Layout), Refusal> {
    let unknown = || {
        UserFault::at(
            "questionnaireCode",
            UserFaultCode::UnknownQuestionnaire,
            &new.questionnaire_code,
        )
    };
    let versions = questionnaires::versions(tx, &new.questionnaire_code).await?;
    let wanted = |version: i32| {
        new.questionnaire_version
            .is_none_or(|named| named == version)
    };
    let found = versions
        .into_iter()
        .filter(|stored| wanted(stored.questionnaire.version))
        .max_by_key(|stored| stored.questionnaire.version)
        .ok_or_else(unknown)?;
    Ok((found.id, Layout::of(&found.questionnaire)))
}

/// The hamlets to ask in: those named, or every one of the area with its registered households.
async fn targets(
    tx: &Transaction,
    candidacy: &Candidacy,
    new: &NewSurvey,
) -> Result<Vec<Target>, Refusal> {
    let round = rounds::find_many(tx, &[candidacy.round])
        .await?
        .pop()
        .ok_or(Refusal::NotFound)?;
    let hamlets = areas::inside(
        tx,
        &[candidacy.place.area],
        AreaLevel::Hamlet,
        Some(round.as_of),
    )
    .await?;
    if let Some(named) = &new.hamlets {
        return named_targets(&hamlets, named);
    }
    if hamlets.is_empty() {
        return Err(UserFault::at("candidacyId", UserFaultCode::NoHamlet, "").into());
    }
    match hamlets.iter().find(|hamlet| hamlet.households.is_none()) {
        Some(hamlet) => {
            Err(UserFault::at("hamlets", UserFaultCode::HouseholdsUnknown, &hamlet.code).into())
        }
        None => Ok(hamlets
            .iter()
            .map(|hamlet| Target {
                hamlet: hamlet.id(),
                households: None,
            })
            .collect()),
    }
}

fn named_targets(hamlets: &[Area], named: &[(String, i64)]) -> Result<Vec<Target>, Refusal> {
    if named.is_empty() {
        return Err(UserFault::at("hamlets", UserFaultCode::NoHamlet, "").into());
    }
    let by_code: HashMap<&str, &Area> = hamlets
        .iter()
        .map(|hamlet| (hamlet.code.as_str(), hamlet))
        .collect();
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    let mut targets = Vec::with_capacity(named.len());
    for (position, (code, households)) in named.iter().enumerate() {
        let at =
            |field: &str, fault| UserFault::at(&format!("hamlets.{position}.{field}"), fault, code);
        if !seen.insert(code) {
            faults.push(at("hamletCode", UserFaultCode::NamedTwice));
        }
        if !(1..=MOST_HOUSEHOLDS).contains(households) {
            faults.push(UserFault {
                about: format!("1-{MOST_HOUSEHOLDS}"),
                ..at("households", UserFaultCode::OutOfRange)
            });
        }
        match by_code.get(code.as_str()) {
            Some(hamlet) => targets.push(Target {
                hamlet: hamlet.id(),
                households: Some(*households),
            }),
            None => faults.push(at("hamletCode", UserFaultCode::UnknownHamlet)),
        }
    }
    if faults.is_empty() {
        Ok(targets)
    } else {
        Err(Refusal::Faults(faults))
    }
}

/// The collector accounts that a direct check names.
async fn collectors(tx: &Transaction, new: &NewSurvey) -> Result<Vec<AccountId>, Refusal> {
    let mut found = Vec::with_capacity(new.collectors.len());
    for (position, name) in new.collectors.iter().enumerate() {
        let unknown = || {
            UserFault::at(
                &format!("collectors.{position}"),
                UserFaultCode::UnknownCollector,
                name,
            )
        };
        let account = accounts::named(tx, name).await?;
        found.push(account.ok_or_else(unknown)?.id);
    }
    Ok(found)
}
