//! Forms that were set aside: listed without their answers, and chosen about.

use super::brought::{Brought, next_entry};
use super::corrected::{self, Corrected, hanging_out};
use super::corrections::{CorrectionView, named, names_of, of_fault, reader};
use super::counters;
use super::freezing;
use super::library;
use super::office::{Office, Speaker};
use super::reasons::reason_of;
use super::refusal::Refusal;
use super::surveys::{locked, saved_with};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AreaId, ResponseId, SurveyId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::survey::correction::{self, ConflictChoice, Correction, CorrectionKind, Deed};
use crate::domain::survey::judge::{Examined, RejectionCode, judge_chosen};
use crate::domain::survey::record::{Response, SetAside, Survey, Voided};
use crate::domain::survey::sheet::Sheet;
use crate::storage::database::Transaction;
use crate::storage::responses::{self, Standing};
use crate::storage::{accounts, corrections, households, set_aside};

/// A form that was set aside, without its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAsideView {
    /// Its id.
    pub response: ResponseId,
    /// Its hamlet.
    pub hamlet: AreaId,
    /// When the household answered.
    pub collected_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// Why it was set aside.
    pub code: RejectionCode,
    /// Name of the account that sent it.
    pub collector: String,
    /// The household's counted response, or the one that was voided for this form.
    pub rival: Option<RivalView>,
    /// What was chosen about it.
    pub choice: Option<CorrectionView>,
}

/// The response that a form stands against, without its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RivalView {
    /// Its id.
    pub response: ResponseId,
    /// When the household answered.
    pub collected_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// Name of the account that sent it.
    pub collector: String,
    /// Whether it was taken out of the count since.
    pub voided: bool,
}

/// A page of a survey's forms that were set aside, by id; a fixed number of statements for all.
///
/// # Errors
/// [`Refusal::Forbidden`] for anyone but the Front; for a cursor that this list didn't give.
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    request: &PageRequest,
) -> Result<Page<SetAsideView>, Refusal> {
    reader(speaker, survey)?;
    let read = office.db.read();
    let page = set_aside::list(read, survey.id, request).await?;
    let forms = || page.rows.iter().map(|(_, form)| form);
    let homes: Vec<_> = forms()
        .filter_map(|form| Some((form.hamlet, form.household_key?)))
        .collect();
    let ids: Vec<ResponseId> = forms().map(|form| form.draft.id).collect();
    let rivals = responses::of_households(read, survey.id, &homes).await?;
    let choices = corrections::standing(read, survey.id, &ids).await?;
    let senders = forms().map(|form| form.account);
    let senders = senders.chain(rivals.iter().map(|rival| rival.account));
    let mut names = accounts::names(read, &senders.collect::<Vec<_>>()).await?;
    names.extend(names_of(office, choices.values()).await?);
    Ok(page.map(|form| {
        let choice = choices.get(&form.draft.id);
        let rival = rival_of(&form, choice, &rivals).map(|rival| RivalView {
            response: rival.id,
            collected_at: rival.collected_at,
            received_at: rival.received_at,
            collector: names.get(&rival.account).cloned().unwrap_or_default(),
            voided: rival.voided,
        });
        SetAsideView {
            response: form.draft.id,
            hamlet: form.hamlet,
            collected_at: form.draft.collected_at,
            received_at: form.received_at,
            code: form.code,
            collector: names.get(&form.account).cloned().unwrap_or_default(),
            rival,
            choice: choice.map(|choice| named(choice.clone(), &names)),
        }
    }))
}

/// How many forms the list holds.
///
/// # Errors
/// As [`list`].
pub async fn count(office: &Office, speaker: Speaker<'_>, survey: &Survey) -> Result<u64, Refusal> {
    reader(speaker, survey)?;
    Ok(set_aside::count(office.db.read(), survey.id).await?)
}

/// The response that a form stands against: the one that its choice names, else the counted one.
fn rival_of<'a>(
    form: &SetAside,
    choice: Option<&Correction>,
    all: &'a [Standing],
) -> Option<&'a Standing> {
    let named = choice.and_then(|choice| choice.rival);
    let of_household = || {
        all.iter()
            .filter(|one| Some(one.household) == form.household_key && one.id != form.draft.id)
    };
    let by_name = of_household().find(|one| Some(one.id) == named);
    by_name.or_else(|| of_household().find(|one| !one.voided))
}

/// What the Front chooses about a form that was set aside.
#[derive(Debug, Clone)]
pub struct Resolution {
    /// The survey.
    pub survey: SurveyId,
    /// The form.
    pub response: ResponseId,
    /// What is chosen.
    pub choice: ConflictChoice,
    /// Why.
    pub reason: String,
}

/// Chooses about a form that was set aside; until VERIFIED, and from CLOSED on as a new frozen result.
///
/// Taking it voids the household's counted response and counts the form, judged by the rules that
/// were not looked at when it was set aside.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the rules don't allow.
pub async fn resolve(
    office: &Office,
    speaker: Speaker<'_>,
    wanted: Resolution,
) -> Result<(Survey, CorrectionView), Refusal> {
    let (tx, survey, now) = locked(office, speaker, wanted.survey).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let reason = reason_of(&wanted.reason)?;
    let aside = found(&tx, &survey, wanted.response).await?;
    let standing = corrections::standing(&tx, survey.id, &[wanted.response]).await?;
    let before = standing.get(&wanted.response).and_then(|one| one.choice);
    let state = survey.lifecycle.state_at(now);
    correction::may_choose(state, before, wanted.choice)
        .map_err(|fault| of_fault(fault, "responseId"))?;
    let rival = counted_rival(&tx, &survey, &aside).await?;
    let deed = Deed {
        at: now,
        by: actor.account,
    };
    let mut taken = Vec::new();
    if wanted.choice == ConflictChoice::TakeThis {
        let (rival, why) = (rival.as_ref(), (deed, reason.as_str()));
        taken.push(take(office, &tx, &survey, &aside, rival, why).await?);
    }
    let corrected = Corrected {
        kind: CorrectionKind::Choice,
        response: wanted.response,
        rival: rival.map(|rival| rival.id),
        choice: Some(wanted.choice),
        reason,
    };
    let made = corrected::record(&tx, survey.id, corrected, deed).await?;
    let mut revision = None;
    if wanted.choice == ConflictChoice::TakeThis && correction::freezes_anew(state) {
        let frozen =
            freezing::next_revision(office, speaker, &tx, &survey, Some(made.reason.clone()))
                .await?;
        revision = Some(frozen.revision);
    }
    let survey = hanging_out(&survey, revision);
    let brought = Brought::of(&office.key, &taken, &[]);
    let details = serde_json::json!({
        "correction": made.number,
        "response": made.response,
        "rival": made.rival,
        "before": before.map(ConflictChoice::as_str),
        "after": wanted.choice.as_str(),
        "revision": revision,
        "accepted": taken.len(),
        "acceptedDigest": brought.accepted,
        "acceptedLinks": brought.accepted_links,
    });
    let survey = saved_with(office, speaker, tx, survey, "conflict.resolve", details).await?;
    let names = names_of(office, std::iter::once(&made)).await?;
    Ok((survey, named(made, &names)))
}

/// The form that is chosen about.
async fn found(
    tx: &Transaction,
    survey: &Survey,
    response: ResponseId,
) -> Result<SetAside, Refusal> {
    let code = UserFaultCode::UnknownSetAside;
    let unknown = || UserFault::at("responseId", code, response.to_string());
    let found = set_aside::find(tx, survey.id, response).await?;
    Ok(found.ok_or_else(unknown)?)
}

/// The counted response of the form's household.
async fn counted_rival(
    tx: &Transaction,
    survey: &Survey,
    aside: &SetAside,
) -> Result<Option<Response>, Refusal> {
    let Some(household) = aside.household_key else {
        return Ok(None);
    };
    let homes = [(aside.hamlet, household)];
    let all = responses::of_households(tx, survey.id, &homes).await?;
    match all.iter().find(|one| !one.voided) {
        Some(rival) => Ok(responses::find(tx, survey.id, rival.id).await?),
        None => Ok(None),
    }
}

/// Voids the rival and counts the form, which the next entry of the survey's chain takes in.
async fn take(
    office: &Office,
    tx: &Transaction,
    survey: &Survey,
    aside: &SetAside,
    rival: Option<&Response>,
    (deed, reason): (Deed, &str),
) -> Result<Response, Refusal> {
    let form = library::form(office, survey.questionnaire).await?;
    let draft = &aside.draft;
    let known = {
        let home = (aside.hamlet, draft.household_code.as_str());
        let rosters = households::rosters(tx, &[aside.hamlet]).await?;
        rosters.is_empty() || !households::listed(tx, &[home]).await?.is_empty()
    };
    let (questionnaire, layout) = (&form.questionnaire, &form.layout);
    let examined = Examined::new(draft.clone(), aside.fingerprint, questionnaire, layout);
    let sheet = judge_chosen(&examined, known)
        .map_err(|code| UserFault::at("responseId", UserFaultCode::NotCountable, code.as_str()))?;
    let sheet = (!draft.spoilt).then_some(sheet);
    if let Some(rival) = rival {
        let voided = Voided {
            at: deed.at,
            by: deed.by,
            reason: reason.to_owned(),
        };
        responses::void(tx, survey.id, rival.id, &voided).await?;
    }
    let taken = Response {
        entry: next_entry(tx, survey.id).await?,
        ..counted(aside, sheet)
    };
    responses::insert(tx, vec![taken.clone()]).await?;
    let out = rival.map(|rival| counters::weight(rival.sheet.as_ref()));
    let into = Some(counters::weight(sheet));
    counters::shift(tx, &form, (survey.id, aside.hamlet), out, into).await?;
    Ok(taken)
}

/// The form as a counted response; it keeps the time of its own arrival and its sender.
fn counted(aside: &SetAside, sheet: Option<&Sheet>) -> Response {
    let draft = &aside.draft;
    Response {
        id: draft.id,
        survey: aside.survey,
        hamlet: aside.hamlet,
        household_key: aside.household_key,
        household_code: Some(draft.household_code.clone()),
        collected_at: draft.collected_at,
        received_at: aside.received_at,
        sheet: sheet.cloned(),
        unjudged: if draft.spoilt {
            draft.answers.clone()
        } else {
            Vec::new()
        },
        comment: draft.comment.clone(),
        fingerprint: aside.fingerprint,
        consent: draft.consent.clone(),
        account: aside.account,
        voided: None,
        entry: None,
    }
}
