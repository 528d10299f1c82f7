//! A later answer of a household takes the place of an earlier one.
//!
//! In Vietnamese: sửa phiếu đã gửi. Of a chain of answers the last counts, and all are kept. What is
//! sent by an app that edits a form (OpenRosa's `deprecatedID`) comes here too.

use std::collections::HashMap;

use super::brought::{Brought, next_entry};
use super::corrected::{self, Corrected, hanging_out};
use super::corrections::{CorrectionView, named, names_of};
use super::counters;
use super::freezing;
use super::library;
use super::office::{Office, Speaker};
use super::plans::{self, Plan};
use super::reasons::reason_of;
use super::refusal::Refusal;
use super::surveys::saved_with;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::domain::survey::correction::{self, Correction, CorrectionKind, Deed};
use crate::domain::survey::judge::{Examined, RejectionCode, judge_amended};
use crate::domain::survey::lifecycle::{SurveyKind, SurveyState};
use crate::domain::survey::record::{Response, Survey, Voided};
use crate::domain::survey::response::Draft;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::{corrections, responses, surveys};

/// An answer that takes the place of an earlier one.
#[derive(Debug, Clone)]
pub struct NewAmendment {
    /// The survey.
    pub survey: SurveyId,
    /// The response that it takes the place of.
    pub replaces: ResponseId,
    /// The whole new form, under an id of its own.
    pub draft: Draft,
    /// Why.
    pub reason: String,
}

/// Counts a form in place of an earlier one of the same household, which is voided. Safe to repeat.
///
/// While the survey takes responses, for the account that sent the earlier one and for the Front; from
/// CLOSED on for the Front alone, as a correction with a new frozen result, until VERIFIED. A second
/// account confirms it like any other correction.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the rules don't allow.
pub async fn amend(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewAmendment,
) -> Result<(Survey, CorrectionView), Refusal> {
    let actor = authority::may_ever(speaker, Action::Submit)?;
    let plan = library::plan(office, new.survey).await?;
    let (tx, survey, now) = opened(office, actor, &plan).await?;
    let fingerprint = office.key.fingerprint(survey.id, &new.draft);
    let (form, layout) = (&plan.form.questionnaire, &plan.form.layout);
    let examined = Examined::new(new.draft, fingerprint, form, layout);
    if let Some(before) = repeated(&tx, &survey, new.replaces, &examined).await? {
        let names = names_of(office, std::iter::once(&before)).await?;
        return Ok((survey, named(before, &names)));
    }
    let reason = reason_of(&new.reason)?;
    let earlier = earlier(&tx, (actor, &plan), new.replaces).await?;
    let state = survey.lifecycle.state_at(now);
    may_amend(actor, &survey, &earlier, state)?;
    same_household(office, &plan, &earlier, &examined)?;
    let response = answered(&tx, &survey, &earlier, (&examined, now, actor)).await?;
    let deed = Deed {
        at: now,
        by: actor.account,
    };
    exchange(&tx, &plan, &earlier, &response, (deed, &reason)).await?;
    let made = Corrected {
        kind: CorrectionKind::Amend,
        response: earlier.id,
        rival: Some(response.id),
        choice: None,
        reason,
    };
    let made = corrected::record(&tx, survey.id, made, deed).await?;
    let mut revision = None;
    if correction::freezes_anew(state) {
        let reason = Some(made.reason.clone());
        let frozen = freezing::next_revision(office, speaker, &tx, &survey, reason).await?;
        revision = Some(frozen.revision);
    }
    let survey = hanging_out(&survey, revision);
    let brought = Brought::of(&office.key, std::slice::from_ref(&response), &[]);
    let details = serde_json::json!({
        "correction": made.number, "response": earlier.id, "rival": response.id,
        "revision": revision, "accepted": 1, "acceptedDigest": brought.accepted,
        "acceptedLinks": brought.accepted_links,
    });
    let survey = saved_with(office, speaker, tx, survey, "response.amend", details).await?;
    let names = names_of(office, std::iter::once(&made)).await?;
    Ok((survey, named(made, &names)))
}

/// The survey, locked, in which the speaker collects somewhere.
async fn opened(
    office: &Office,
    actor: &Actor,
    plan: &Plan,
) -> Result<(Transaction, Survey, Instant), Refusal> {
    if !plan
        .hamlets
        .values()
        .any(|one| plans::collects_in(actor, plan, one))
    {
        return Err(Refusal::NotFound);
    }
    let tx = office.db.begin_write().await?;
    let survey = surveys::lock(&tx, &[plan.survey]).await?.pop();
    Ok((tx, survey.ok_or(Refusal::NotFound)?, office.clock.now()))
}

/// The correction that this very form made before; a fault where its id is held for anything else.
async fn repeated(
    tx: &Transaction,
    survey: &Survey,
    replaces: ResponseId,
    form: &Examined,
) -> Result<Option<Correction>, Refusal> {
    let id = form.draft.id;
    let held = responses::held(tx, &[(survey.id, id)]).await?;
    let Some(held) = held.get(&(survey.id, id)) else {
        return Ok(None);
    };
    let same = held.fingerprint.is_none_or(|kept| kept == form.fingerprint);
    let made = corrections::amending(tx, survey.id, id).await?;
    match made.filter(|made| same && made.response == replaces) {
        Some(made) => Ok(Some(made)),
        None => Err(not_countable("response.id", RejectionCode::IdReused).into()),
    }
}

/// The response that is replaced: counted, in a hamlet of the speaker.
async fn earlier(
    tx: &Transaction,
    (actor, plan): (&Actor, &Plan),
    id: ResponseId,
) -> Result<Response, Refusal> {
    let fault = |code| UserFault::at("replaces", code, id.to_string());
    let found = responses::find(tx, plan.survey, id).await?;
    let found = found.ok_or_else(|| fault(UserFaultCode::UnknownResponse))?;
    let hamlet = plan.hamlets.values().find(|one| one.area == found.hamlet);
    if !hamlet.is_some_and(|hamlet| plans::collects_in(actor, plan, hamlet)) {
        return Err(fault(UserFaultCode::UnknownResponse).into());
    }
    if found.voided.is_some() {
        return Err(fault(UserFaultCode::AlreadyVoided).into());
    }
    Ok(found)
}

/// Who may amend, and until when: the sender while the survey takes responses, the Front that runs it
/// until VERIFIED.
fn may_amend(
    actor: &Actor,
    survey: &Survey,
    earlier: &Response,
    state: SurveyState,
) -> Result<(), Refusal> {
    let action = match survey.kind {
        SurveyKind::Collection => Action::RunSurveys,
        SurveyKind::DirectCheck => Action::RunDirectChecks,
    };
    let runs = authority::permit(Some(actor), action, &survey.place).is_ok();
    let illegal = || UserFault::at("surveyId", UserFaultCode::IllegalState, state.as_str());
    match state {
        SurveyState::Open | SurveyState::Closing if runs || actor.account == earlier.account => {
            Ok(())
        }
        SurveyState::Open | SurveyState::Closing => Err(Refusal::Forbidden),
        SurveyState::Closed | SurveyState::Returned if runs => Ok(()),
        _ => Err(illegal().into()),
    }
}

/// That the form is of the household that answered before; once the link is dropped nobody can say.
fn same_household(
    office: &Office,
    plan: &Plan,
    earlier: &Response,
    form: &Examined,
) -> Result<(), UserFault> {
    let draft = &form.draft;
    let Some(household) = earlier.household_key else {
        return Err(UserFault::at("replaces", UserFaultCode::LinkDropped, ""));
    };
    let hamlet = plan.hamlets.get(&draft.hamlet_code).map(|one| one.area);
    let code = draft.household_code.as_str();
    let same = hamlet == Some(earlier.hamlet)
        && form.texts_valid
        && office.key.household(plan.survey, earlier.hamlet, code) == household;
    if same {
        Ok(())
    } else {
        let field = "response.householdCode";
        Err(UserFault::at(field, UserFaultCode::OtherHousehold, ""))
    }
}

/// The form as a response that the next entry of the survey's chain takes in.
async fn answered(
    tx: &Transaction,
    survey: &Survey,
    earlier: &Response,
    (form, now, actor): (&Examined, Instant, &Actor),
) -> Result<Response, Refusal> {
    let sheet = judge_amended(form, &survey.lifecycle, now)
        .map_err(|code| not_countable("response", code))?;
    let draft = &form.draft;
    Ok(Response {
        id: draft.id,
        survey: survey.id,
        hamlet: earlier.hamlet,
        household_key: earlier.household_key,
        household_code: Some(draft.household_code.clone()),
        collected_at: draft.collected_at,
        received_at: now,
        sheet: (!draft.spoilt).then(|| sheet.clone()),
        unjudged: if draft.spoilt {
            draft.answers.clone()
        } else {
            Vec::new()
        },
        comment: draft.comment.clone(),
        fingerprint: form.fingerprint,
        consent: draft.consent.clone(),
        account: actor.account,
        voided: None,
        entry: next_entry(tx, survey.id).await?,
    })
}

/// Voids the one, counts the other, and moves the hamlet's counters by both.
async fn exchange(
    tx: &Transaction,
    plan: &Plan,
    earlier: &Response,
    response: &Response,
    (deed, reason): (Deed, &str),
) -> Result<(), Refusal> {
    let voided = Voided {
        at: deed.at,
        by: deed.by,
        reason: reason.to_owned(),
    };
    responses::void(tx, plan.survey, earlier.id, &voided).await?;
    responses::insert(tx, vec![response.clone()]).await?;
    let out = Some(counters::weight(earlier.sheet.as_ref()));
    let into = Some(counters::weight(response.sheet.as_ref()));
    let place = (plan.survey, earlier.hamlet);
    counters::shift(tx, &plan.form, place, out, into).await
}

fn not_countable(field: &str, code: RejectionCode) -> UserFault {
    UserFault::at(field, UserFaultCode::NotCountable, code.as_str())
}

/// What a response took the place of, and what took its place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chain {
    /// The earlier answer.
    pub replaces: Option<ResponseId>,
    /// The later answer.
    pub replaced_by: Option<ResponseId>,
}

/// The neighbours of some responses in their chains of answers, whose reader may read them.
///
/// # Errors
/// Where the database can't be read.
pub async fn chains(
    office: &Office,
    ids: &[(SurveyId, ResponseId)],
) -> Result<HashMap<(SurveyId, ResponseId), Chain>, Refusal> {
    let mut by_survey: HashMap<SurveyId, Vec<ResponseId>> = HashMap::new();
    for (survey, id) in ids {
        by_survey.entry(*survey).or_default().push(*id);
    }
    let mut chains: HashMap<(SurveyId, ResponseId), Chain> = HashMap::new();
    for (survey, ids) in by_survey {
        for made in corrections::amendments_of(office.db.read(), survey, &ids).await? {
            let Some(later) = made.rival else { continue };
            let of_later = chains.entry((survey, later)).or_default();
            of_later.replaces = Some(made.response);
            let of_earlier = chains.entry((survey, made.response)).or_default();
            of_earlier.replaced_by = Some(later);
        }
    }
    Ok(chains)
}
