//! Single responses, for the Front alone: read, void.

use super::access::act_on;
use super::access_log;
use super::corrected::{self, Corrected};
use super::counters;
use super::library;
use super::office::{Office, Speaker};
use super::reasons::reason_of;
use super::refusal::Refusal;
use super::surveys::{locked, saved_with};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, ResponseId, SurveyId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::place::area::{AreaLevel, Place};
use crate::domain::survey::correction::{CorrectionKind, Deed};
use crate::domain::survey::handling::HandlingStatus;
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::record::{Comment, Response, Survey, Voided};
use crate::domain::trust::access::AccessKind;
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};
use crate::domain::trust::chain::ChainId;
use crate::storage::audit_heads;
use crate::storage::comment_words::wanted;
use crate::storage::comments::{self, CommentQuery};
use crate::storage::database::Transaction;
use crate::storage::responses::{self, ResponseQuery};
use crate::storage::surveys;

/// Which responses a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct ResponseFilter {
    /// Code of the hamlet.
    pub hamlet_code: Option<String>,
    /// Voided, or counted.
    pub voided: Option<bool>,
    /// Spoilt, or valid.
    pub spoilt: Option<bool>,
    /// Taken in by later entries of the survey's audit chain than this one.
    pub entered_after: Option<i64>,
    /// Taken in by this entry of the survey's audit chain, or by earlier ones.
    pub entered_until: Option<i64>,
}

/// Which comments a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct CommentFilter {
    /// Code of the hamlet.
    pub hamlet_code: Option<String>,
    /// A part of the text, in any case.
    pub text_contains: Option<String>,
    /// All of these words, with or without diacritics.
    pub words: Option<String>,
    /// Looked at, or not yet.
    pub handled: Option<bool>,
    /// Where it stands is one of these.
    pub statuses: Option<Vec<HandlingStatus>>,
    /// The item that it is about, by code, or `OTHER`.
    pub topic: Option<String>,
    /// Forwarded, and due before this day.
    pub due_before: Option<Day>,
}

impl CommentFilter {
    fn statuses(&self) -> Vec<HandlingStatus> {
        let named = self.statuses.as_deref().unwrap_or_default();
        let all = HandlingStatus::ALL.iter().copied();
        all.filter(|status| named.contains(status)).collect()
    }

    fn query(&self, hamlet: Option<AreaId>) -> CommentQuery {
        CommentQuery {
            hamlet,
            text_contains: self.text_contains.clone(),
            words: self.words.as_deref().map(wanted).unwrap_or_default(),
            handled: self.handled,
            statuses: self.statuses(),
            topic: self.topic.clone(),
            due_before: self.due_before,
        }
    }
}

/// A page of a survey's accepted responses, by id.
///
/// # Errors
/// [`Refusal::Forbidden`] for anyone but the Front; for a cursor that this list didn't give.
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    filter: &ResponseFilter,
    request: &PageRequest,
) -> Result<Page<Response>, Refusal> {
    let actor = reader(speaker, survey)?;
    let Some(query) = query(office, survey, filter).await? else {
        return Ok(Page::empty());
    };
    let page = responses::list(office.db.read(), survey.id, &query, request).await?;
    let (kind, rows) = (AccessKind::Responses, page.rows.len());
    access_log::log(office, actor, survey.id, kind, rows).await?;
    Ok(page.map(|response| as_seen(actor, response)))
}

/// The number of the last entry of the survey's audit chain: what is taken in from now on bears a
/// later one, also a form that was set aside and chosen since.
///
/// # Errors
/// As [`list`].
pub async fn last_entry(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
) -> Result<i64, Refusal> {
    reader(speaker, survey)?;
    let chains = [ChainId::of(Some(survey.id))];
    let heads = audit_heads::of_chains(office.db.read(), &chains).await?;
    Ok(heads.first().map_or(0, |dated| dated.head.sequence))
}

/// How many responses the list holds.
///
/// # Errors
/// As [`list`].
pub async fn count(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    filter: &ResponseFilter,
) -> Result<u64, Refusal> {
    reader(speaker, survey)?;
    let Some(query) = query(office, survey, filter).await? else {
        return Ok(0);
    };
    Ok(responses::count(office.db.read(), survey.id, &query).await?)
}

/// One accepted response; `None` where it isn't there or lies outside.
///
/// # Errors
/// [`Refusal::Forbidden`] for anyone but the Front.
pub async fn find(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    id: ResponseId,
) -> Result<Option<Response>, Refusal> {
    authority::may_ever(speaker, Action::ReadResponses)?;
    let read = office.db.read();
    let survey = surveys::find(read, survey).await?;
    let Some((actor, survey)) =
        survey.and_then(|survey| Some((reader(speaker, &survey).ok()?, survey)))
    else {
        return Ok(None);
    };
    let found = responses::find(read, survey.id, id).await?;
    let rows = usize::from(found.is_some());
    access_log::log(office, actor, survey.id, AccessKind::Responses, rows).await?;
    Ok(found.map(|response| as_seen(actor, response)))
}

/// The Front whose area the survey lies in.
fn reader<'a>(speaker: Speaker<'a>, survey: &Survey) -> Result<&'a Actor, Refusal> {
    let actor = authority::may_ever(speaker, Action::ReadResponses)?;
    match authority::permit(speaker, Action::ReadResponses, &survey.place) {
        Ok(_) => Ok(actor),
        // The survey itself is seen here; its answers are not.
        Err(_) => Err(Refusal::Forbidden),
    }
}

/// The commune's Front doesn't read answers together with a household (workflow, rule 7).
fn as_seen(actor: &Actor, response: Response) -> Response {
    let above_commune =
        |area: &Place| matches!(area.level, AreaLevel::Province | AreaLevel::District);
    if actor.is(Role::Front) && actor.areas.iter().any(above_commune) {
        response
    } else {
        Response {
            household_code: None,
            ..response
        }
    }
}

/// A page of the comments on a survey's counted responses, by id.
///
/// # Errors
/// As [`list`].
pub async fn comments(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    filter: &CommentFilter,
    request: &PageRequest,
) -> Result<Page<Comment>, Refusal> {
    let actor = reader(speaker, survey)?;
    let Ok(hamlet) = hamlet(office, survey, filter.hamlet_code.as_deref()).await? else {
        return Ok(Page::empty());
    };
    let query = filter.query(hamlet);
    let page = comments::list(office.db.read(), survey.id, &query, request).await?;
    let (kind, rows) = (AccessKind::Comments, page.rows.len());
    access_log::log(office, actor, survey.id, kind, rows).await?;
    Ok(page)
}

/// How many comments the list holds.
///
/// # Errors
/// As [`list`].
pub async fn count_comments(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    filter: &CommentFilter,
) -> Result<u64, Refusal> {
    reader(speaker, survey)?;
    let Ok(hamlet) = hamlet(office, survey, filter.hamlet_code.as_deref()).await? else {
        return Ok(0);
    };
    let query = filter.query(hamlet);
    Ok(comments::count(office.db.read(), survey.id, &query).await?)
}

/// The filter by ids; `None` where it names a hamlet that isn't the survey's.
async fn query(
    office: &Office,
    survey: &Survey,
    filter: &ResponseFilter,
) -> Result<Option<ResponseQuery>, Refusal> {
    let hamlet = hamlet(office, survey, filter.hamlet_code.as_deref()).await?;
    Ok(hamlet.ok().map(|hamlet| ResponseQuery {
        hamlet,
        voided: filter.voided,
        spoilt: filter.spoilt,
        entered_after: filter.entered_after,
        entered_until: filter.entered_until,
    }))
}

/// A code that names no hamlet of the survey: the list is empty.
struct NoSuchHamlet;

async fn hamlet(
    office: &Office,
    survey: &Survey,
    code: Option<&str>,
) -> Result<Result<Option<AreaId>, NoSuchHamlet>, Refusal> {
    let Some(code) = code else {
        return Ok(Ok(None));
    };
    let plan = library::plan(office, survey.id).await?;
    Ok(plan
        .hamlets
        .get(code)
        .map(|place| Some(place.area))
        .ok_or(NoSuchHamlet))
}

/// Takes a response out of the count and keeps it on record; its household may answer again.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a response that isn't there or was voided before,
/// a missing reason, and from CLOSED on.
pub async fn void(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    id: ResponseId,
    reason: &str,
) -> Result<Survey, Refusal> {
    let (tx, survey, now) = locked(office, speaker, survey).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let reason = reason_of(reason)?;
    if !matches!(
        survey.lifecycle.stored,
        SurveyState::Open | SurveyState::Closing
    ) {
        let state = survey.lifecycle.stored.as_str();
        return Err(UserFault::at("surveyId", UserFaultCode::IllegalState, state).into());
    }
    let voided = Voided {
        at: now,
        by: actor.account,
        reason,
    };
    let number = take_out(office, &tx, &survey, (id, "responseId"), &voided).await?;
    let details = serde_json::json!({ "correction": number, "response": id });
    saved_with(office, speaker, tx, survey, "response.void", details).await
}

/// Takes a response, which stands at a field of the input, out of the count of a locked survey;
/// answers the number of the correction, which a second account confirms.
///
/// # Errors
/// [`Refusal::Faults`] for a response that isn't there or was voided before.
pub(super) async fn take_out(
    office: &Office,
    tx: &Transaction,
    survey: &Survey,
    (id, field): (ResponseId, &str),
    voided: &Voided,
) -> Result<i64, Refusal> {
    let fault = |code| UserFault::at(field, code, id.to_string());
    let response = responses::find(tx, survey.id, id)
        .await?
        .ok_or_else(|| fault(UserFaultCode::UnknownResponse))?;
    if response.voided.is_some() {
        return Err(fault(UserFaultCode::AlreadyVoided).into());
    }
    responses::void(tx, survey.id, id, voided).await?;
    let form = library::form(office, survey.questionnaire).await?;
    let out = counters::weight(response.sheet.as_ref());
    counters::shift(tx, &form, (survey.id, response.hamlet), Some(out), None).await?;
    let corrected = Corrected {
        kind: CorrectionKind::Void,
        response: id,
        rival: None,
        choice: None,
        reason: voided.reason.clone(),
    };
    let made = Deed {
        at: voided.at,
        by: voided.by,
    };
    Ok(corrected::record(tx, survey.id, corrected, made)
        .await?
        .number)
}

/// A survey whose responses the speaker may read, by id.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`] outside.
pub async fn survey_of(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
) -> Result<Survey, Refusal> {
    act_on(
        speaker,
        Action::ReadResponses,
        surveys::find(office.db.read(), id).await?,
    )
}
