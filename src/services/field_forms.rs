//! The forms that phones of the ODK family fetch, and the filled ones they send.
//!
//! A filled form goes the way of every other response: the same judge, receipts and counters.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::amendments::{self, NewAmendment};
use super::batch::{Receipt, ReceiptStatus};
use super::forms::Form;
use super::library;
use super::office::{Office, Speaker};
use super::plans;
use super::refusal::Refusal;
use super::user_fault::UserFaultCode;
use super::{submit, surveys};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AreaId, ResponseId, SurveyId};
use crate::domain::survey::filled_form::FilledForm;
use crate::domain::survey::judge::RejectionCode;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::domain::survey::record::{Survey, SurveyHamlet};
use crate::domain::survey::response::Draft;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::{areas, responses, set_aside, survey_hamlets, surveys as stored};

/// Why an answer was amended that a phone of the ODK family edited: it asks nobody for a reason.
const EDITED: &str = "Sửa phiếu trên máy";

/// A survey's form for one collector.
#[derive(Debug, Clone)]
pub struct FieldForm {
    /// The survey.
    pub survey: SurveyId,
    /// Who asks whom.
    pub kind: SurveyKind,
    /// Name of the area that the survey is for.
    pub area: String,
    /// The form.
    pub form: Arc<Form>,
    /// The hamlets that the collector asks in, by code; at least one.
    pub hamlets: Vec<FieldHamlet>,
}

/// A hamlet to choose on a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldHamlet {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The forms of the running surveys that the speaker collects for, in the order the surveys were made.
///
/// # Errors
/// [`Refusal::Unauthenticated`], [`Refusal::Forbidden`]; where the database can't be read.
pub async fn assigned(office: &Office, speaker: Speaker<'_>) -> Result<Vec<FieldForm>, Refusal> {
    let actor = authority::may_ever(speaker, Action::Submit)?;
    let running = surveys::assigned(office, speaker).await?;
    of_surveys(office, actor, running).await
}

/// The form of one running survey that the speaker collects for.
///
/// # Errors
/// As [`assigned`]; [`Refusal::NotFound`] where it is none of them.
pub async fn one(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
) -> Result<FieldForm, Refusal> {
    let actor = authority::may_ever(speaker, Action::Submit)?;
    let mut running = surveys::assigned(office, speaker).await?;
    running.retain(|one| one.id == survey);
    let found = of_surveys(office, actor, running).await?.pop();
    found.ok_or(Refusal::NotFound)
}

async fn of_surveys(
    office: &Office,
    actor: &Actor,
    surveys: Vec<Survey>,
) -> Result<Vec<FieldForm>, Refusal> {
    let read = office.db.read();
    let ids: Vec<SurveyId> = surveys.iter().map(|survey| survey.id).collect();
    let named = stored::collectors(read, &ids).await?.into_iter();
    let named: HashSet<SurveyId> = named
        .filter(|(_, account)| *account == actor.account)
        .map(|(survey, _)| survey)
        .collect();
    let mut hamlets: HashMap<SurveyId, Vec<SurveyHamlet>> = HashMap::new();
    for hamlet in survey_hamlets::of_surveys(read, &ids).await? {
        hamlets.entry(hamlet.survey).or_default().push(hamlet);
    }
    let places: Vec<AreaId> = surveys.iter().map(|survey| survey.place.area).collect();
    let places = areas::find_many(read, &places).await?;
    let titles: HashMap<AreaId, String> = places
        .into_iter()
        .map(|area| (area.id(), area.name))
        .collect();
    let mut forms = Vec::with_capacity(surveys.len());
    for survey in surveys {
        let is_named = named.contains(&survey.id);
        let own: Vec<FieldHamlet> = hamlets
            .remove(&survey.id)
            .unwrap_or_default()
            .into_iter()
            .filter(|one| plans::collects(actor, survey.kind, is_named, &one.place))
            .map(|SurveyHamlet { code, name, .. }| FieldHamlet { code, name })
            .collect();
        if !own.is_empty() {
            forms.push(FieldForm {
                survey: survey.id,
                kind: survey.kind,
                area: titles.get(&survey.place.area).cloned().unwrap_or_default(),
                form: library::form(office, survey.questionnaire).await?,
                hamlets: own,
            });
        }
    }
    Ok(forms)
}

/// Takes a filled form, as [`submit::batch`] takes a batch of one.
///
/// A form that doesn't say when it was collected was so when it first arrived; then that is no part of its content.
///
/// # Errors
/// As [`submit::batch`].
pub async fn take(
    office: &Office,
    speaker: Speaker<'_>,
    filled: &FilledForm,
) -> Result<Receipt, Refusal> {
    authority::may_ever(speaker, Action::Submit)?;
    if let Some(at) = filled.collected_at {
        return submitted(office, speaker, filled, at).await;
    }
    let at = first_arrival(office, filled).await?;
    let receipt = submitted(office, speaker, filled, at).await?;
    if receipt.code != Some(RejectionCode::IdReused) {
        return Ok(receipt);
    }
    // The same form may have arrived twice at once, and the other was the first.
    let at = first_arrival(office, filled).await?;
    submitted(office, speaker, filled, at).await
}

async fn submitted(
    office: &Office,
    speaker: Speaker<'_>,
    filled: &FilledForm,
    at: Instant,
) -> Result<Receipt, Refusal> {
    let plan = library::plan(office, filled.survey).await?;
    let draft = filled.draft(&plan.form.questionnaire, at);
    if let Some(earlier) = filled.replaces
        && let Some(receipt) = amended(office, speaker, filled, (earlier, draft.clone())).await?
    {
        return Ok(receipt);
    }
    let taken = submit::batch(office, speaker, filled.survey, vec![draft]).await?;
    let receipt = taken.receipts.into_iter().next();
    receipt.ok_or(Refusal::NotFound)
}

/// The receipt of a form that took the place of an earlier one; `None` where nothing that counts can
/// be replaced any more: then it is a form like any other, and at the least set aside.
async fn amended(
    office: &Office,
    speaker: Speaker<'_>,
    filled: &FilledForm,
    (replaces, draft): (ResponseId, Draft),
) -> Result<Option<Receipt>, Refusal> {
    let new = NewAmendment {
        survey: filled.survey,
        replaces,
        draft,
        reason: EDITED.to_owned(),
    };
    match amendments::amend(office, speaker, new).await {
        Ok(_) => Ok(Some(Receipt {
            id: filled.id,
            status: ReceiptStatus::Accepted,
            code: None,
            kept: true,
            retry: false,
        })),
        Err(Refusal::Faults(faults)) if faults.iter().all(|fault| leaves_nothing(fault.code)) => {
            Ok(None)
        }
        Err(refusal) => Err(refusal),
    }
}

const fn leaves_nothing(code: UserFaultCode) -> bool {
    matches!(
        code,
        UserFaultCode::UnknownResponse
            | UserFaultCode::AlreadyVoided
            | UserFaultCode::IllegalState
            | UserFaultCode::NotCountable
    )
}

/// When a form that doesn't say it was collected: what is held under its id says so, else now.
async fn first_arrival(office: &Office, filled: &FilledForm) -> Result<Instant, Refusal> {
    let read = office.db.read();
    let (survey, id) = (filled.survey, filled.id);
    if let Some(held) = responses::find(read, survey, id).await? {
        return Ok(held.collected_at);
    }
    let held = set_aside::find(read, survey, id).await?;
    Ok(held.map_or_else(|| office.clock.now(), |held| held.draft.collected_at))
}
