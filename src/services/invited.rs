//! What a resident does with an invitation: see the form, answer it once.
//!
//! Nobody is signed in here. The code is the right, to exactly this: to see the form of its survey, and to give one
//! answer for its household, which goes the way of every other (`submit.rs`): the same judge, receipts and counters. A
//! second answer is set aside for the Front, which so hears of a code that somebody else used first; after
//! [`MOST_FORMS`] the code is like one that never was. Who only looks is not told whether the household has answered.

use std::sync::Arc;

use super::batch::{Batch, Receipt};
use super::forms::Form;
use super::library;
use super::office::Office;
use super::plans::Plan;
use super::refusal::Refusal;
use super::submit;
use super::tries::Client;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::ResponseId;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::invitation::{GRACE, Invitation, InvitationCode, MOST_FORMS};
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::record::{Survey, SurveyHamlet};
use crate::domain::survey::response::{Consent, Draft, DraftAnswer};
use crate::domain::survey::sending::Sending;
use crate::storage::{areas, invitations, survey_hamlets, surveys};

/// What a resident is shown.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The survey.
    pub survey: Survey,
    /// Name of the area that it is for.
    pub area: String,
    /// The household's hamlet.
    pub hamlet: SurveyHamlet,
    /// The form.
    pub form: Arc<Form>,
}

/// A household's answer; whose it is says its code.
#[derive(Debug, Clone)]
pub struct OwnAnswer {
    /// Made by the app; sending it again is safe.
    pub id: ResponseId,
    /// When the household answered.
    pub collected_at: Instant,
    /// Its answers.
    pub answers: Vec<DraftAnswer>,
    /// Another opinion or remark.
    pub comment: Option<String>,
    /// Its consent to the notice that the form shows.
    pub consent: Consent,
    /// When the call left, by the phone's own clock.
    pub sent_at: Option<Instant>,
}

/// What an invitation is for.
///
/// # Errors
/// [`Refusal::Faults`] for a code with a slip, one that isn't valid, and while the survey isn't open;
/// [`Refusal::TooManyTries`].
pub async fn open(office: &Office, client: Client, code: &str) -> Result<Invited, Refusal> {
    let now = office.clock.now();
    let found = found(office, client, code, None).await?;
    let state = found.survey.lifecycle.state_at(now);
    if state != SurveyState::Open || !found.survey.lifecycle.in_window(now) {
        let state = state.as_str();
        return Err(UserFault::at("code", UserFaultCode::InvitationNotNow, state).into());
    }
    let area = found.survey.place.area;
    let area = areas::find_many(office.db.read(), &[area]).await?.pop();
    Ok(Invited {
        area: area.map(|area| area.name).unwrap_or_default(),
        form: Arc::clone(&found.plan.form),
        survey: found.survey,
        hamlet: found.hamlet,
    })
}

/// Takes a household's answer. Safe to repeat: the same answer under the same id gets the same receipt.
///
/// # Errors
/// As [`open`], though not by the survey's state, which the receipt tells; [`Refusal::Faults`] without
/// consent to the notice of the form.
pub async fn answer(
    office: &Office,
    client: Client,
    request: Option<Arc<str>>,
    code: &str,
    own: OwnAnswer,
) -> Result<Receipt, Refusal> {
    let Found {
        invitation,
        survey,
        hamlet,
        plan,
    } = found(office, client, code, Some(own.id)).await?;
    let notice = plan.form.questionnaire.notice();
    if notice.is_some_and(|notice| notice.version != own.consent.notice_version) {
        let said = own.consent.notice_version;
        let field = "response.consent.noticeVersion";
        return Err(UserFault::at(field, UserFaultCode::OtherNotice, said).into());
    }
    let draft = Draft {
        id: own.id,
        hamlet_code: hamlet.code,
        household_code: invitation.household_code,
        collected_at: own.collected_at,
        answers: own.answers,
        comment: own.comment,
        spoilt: false,
        consent: Some(own.consent),
    };
    let sending = Sending {
        sent_at: own.sent_at,
        ..Sending::default()
    };
    let batch = Batch {
        survey: survey.id,
        form: Arc::clone(&plan.form),
        account: invitation.account,
        role: None,
        request,
        clock_ahead: sending.clock_ahead(office.clock.now()),
        sending,
        entries: vec![submit::examine(office, &plan, true, draft)],
    };
    let taken = office.writer.submit(batch).await?;
    let receipt = taken.receipts.into_iter().next();
    receipt.ok_or(Refusal::Conflict(None))
}

/// A valid invitation and what it is for.
struct Found {
    invitation: Invitation,
    survey: Survey,
    hamlet: SurveyHamlet,
    plan: Arc<Plan>,
}

/// The invitation of a code; a slip is told before anything is looked up, and all that isn't valid is
/// answered alike.
async fn found(
    office: &Office,
    client: Client,
    code: &str,
    form: Option<ResponseId>,
) -> Result<Found, Refusal> {
    let mistyped = |_| UserFault::at("code", UserFaultCode::InvitationMistyped, "");
    let code = InvitationCode::parse(code).map_err(mistyped)?;
    let now = office.clock.now();
    if let Some(retry_after) = office.tries.wait(client, now) {
        return Err(Refusal::TooManyTries { retry_after });
    }
    if let Some(found) = valid(office, &code, form, now).await? {
        return Ok(found);
    }
    let _ = office.tries.failed(client, now);
    Err(UserFault::at("code", UserFaultCode::InvitationNotValid, "").into())
}

/// What a code is for; `None` where it never was, was revoked, is used up, or has ended.
async fn valid(
    office: &Office,
    code: &InvitationCode,
    form: Option<ResponseId>,
    now: Instant,
) -> Result<Option<Found>, Refusal> {
    let read = office.db.read();
    let invitation = invitations::of_code(read, &code.hash(&office.key)).await?;
    let Some(invitation) = invitation.filter(|one| one.revoked_at.is_none()) else {
        return Ok(None);
    };
    let Some(survey) = surveys::find(read, invitation.survey).await? else {
        return Ok(None);
    };
    let last = survey.lifecycle.closes_at.checked_add_signed(GRACE);
    let hamlets = survey_hamlets::of_surveys(read, &[survey.id]).await?;
    let hamlet = hamlets
        .into_iter()
        .find(|one| one.place.area == invitation.hamlet && one.mode == CollectionMode::SelfService);
    let Some(hamlet) = hamlet.filter(|_| last.is_some_and(|last| now < last)) else {
        return Ok(None);
    };
    if is_used_up(office, &invitation, form).await? {
        return Ok(None);
    }
    Ok(Some(Found {
        plan: library::plan(office, survey.id).await?,
        invitation,
        survey,
        hamlet,
    }))
}

/// Whether as many forms are held of the household as one invitation brings, and this is none of them.
///
/// It is looked at before the form is judged, not in the same transaction: several at once may bring a
/// few more, which are set aside like the others. That one is counted holds the household's unique key.
async fn is_used_up(
    office: &Office,
    invitation: &Invitation,
    form: Option<ResponseId>,
) -> Result<bool, Refusal> {
    let (survey, hamlet) = (invitation.survey, invitation.hamlet);
    let code = &invitation.household_code;
    let household = office.key.household(survey, hamlet, code);
    let most = u64::try_from(MOST_FORMS).unwrap_or(u64::MAX);
    let read = office.db.read();
    // A repeat is always answered, so all of them are looked at.
    let held = invitations::forms(read, (survey, hamlet, &household), most.saturating_mul(100));
    let held = held.await?;
    let is_known = form.is_some_and(|form| held.contains(&form));
    Ok(held.len() >= MOST_FORMS && !is_known)
}
