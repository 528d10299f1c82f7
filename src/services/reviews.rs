//! Where responses stand with the Front: listed, doubted, accepted, voided.

use std::collections::{BTreeSet, HashMap};

use super::corrections::reader;
use super::library;
use super::office::{Office, Speaker};
use super::reasons::reason_of;
use super::refusal::{InputFault, Refusal};
use super::responses::take_out;
use super::surveys::{locked, saved_with};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, ResponseId, SurveyId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::survey::record::{Survey, Voided};
use crate::domain::survey::review::{MOST_REVIEWED, Review, ReviewState, may_move};
use crate::storage::database::Transaction;
use crate::storage::reviews::{self, ReviewQuery, Reviewed};
use crate::storage::{accounts, responses};

/// Which responses the list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct ReviewFilter {
    /// That stand so.
    pub state: Option<ReviewState>,
    /// Code of the hamlet.
    pub hamlet_code: Option<String>,
    /// Name of the account that sent it.
    pub collector: Option<String>,
}

/// A response without its answers, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewView {
    /// Its id.
    pub response: ResponseId,
    /// Its hamlet.
    pub hamlet: AreaId,
    /// When the household answered.
    pub collected_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// Name of the account that sent it.
    pub collector: String,
    /// Where it stands.
    pub state: ReviewState,
    /// Why it stands so; `None` for one that nobody doubted.
    pub reason: Option<String>,
    /// Since when.
    pub since: Option<Instant>,
    /// Name of the account that put it there.
    pub by: Option<String>,
}

/// A page of a survey's responses, by id, without what they say.
///
/// # Errors
/// [`Refusal::Forbidden`] for anyone but the Front; for a cursor that this list didn't give.
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    filter: &ReviewFilter,
    request: &PageRequest,
) -> Result<Page<ReviewView>, Refusal> {
    reader(speaker, survey)?;
    let Some(query) = query(office, survey, filter).await? else {
        return Ok(Page::empty());
    };
    let read = office.db.read();
    let page = reviews::list(read, survey.id, &query, request).await?;
    let ids: Vec<ResponseId> = page.rows.iter().map(|(_, one)| one.id).collect();
    let doubts = reviews::latest(read, survey.id, &ids).await?;
    let mut people: Vec<AccountId> = doubts.values().map(|doubt| doubt.by).collect();
    for (_, one) in &page.rows {
        people.push(one.account);
        people.extend(one.voided.as_ref().map(|(_, _, by)| *by));
    }
    let names = accounts::names(read, &people).await?;
    Ok(page.map(|one| view(one, &doubts, &names)))
}

fn view(
    one: Reviewed,
    doubts: &HashMap<ResponseId, Review>,
    names: &HashMap<AccountId, String>,
) -> ReviewView {
    let doubt = doubts.get(&one.id);
    let (state, why) = match (one.voided, doubt) {
        (Some(why), _) => (ReviewState::Voided, Some(why)),
        (None, Some(doubt)) => (
            doubt.state,
            Some((doubt.reason.clone(), doubt.at, doubt.by)),
        ),
        (None, None) => (ReviewState::Accepted, None),
    };
    let name = |id: AccountId| names.get(&id).cloned().unwrap_or_default();
    ReviewView {
        response: one.id,
        hamlet: one.hamlet,
        collected_at: one.collected_at,
        received_at: one.received_at,
        collector: name(one.account),
        state,
        since: why.as_ref().map(|(_, at, _)| *at),
        by: why.as_ref().map(|(_, _, by)| name(*by)),
        reason: why.map(|(reason, _, _)| reason),
    }
}

/// How many responses that list holds.
///
/// # Errors
/// As [`list`].
pub async fn count(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
    filter: &ReviewFilter,
) -> Result<u64, Refusal> {
    reader(speaker, survey)?;
    match query(office, survey, filter).await? {
        Some(query) => Ok(reviews::count(office.db.read(), survey.id, &query).await?),
        None => Ok(0),
    }
}

/// The filter by ids; `None` where it names a hamlet or an account that isn't there.
async fn query(
    office: &Office,
    survey: &Survey,
    filter: &ReviewFilter,
) -> Result<Option<ReviewQuery>, Refusal> {
    let mut query = ReviewQuery {
        state: filter.state,
        ..ReviewQuery::default()
    };
    if let Some(code) = &filter.hamlet_code {
        let plan = library::plan(office, survey.id).await?;
        let Some(hamlet) = plan.hamlets.get(code) else {
            return Ok(None);
        };
        query.hamlet = Some(hamlet.area);
    }
    if let Some(name) = &filter.collector {
        let Some(account) = accounts::named(office.db.read(), name).await? else {
            return Ok(None);
        };
        query.account = Some(account.id);
    }
    Ok(Some(query))
}

/// What is to become of some responses.
#[derive(Debug, Clone)]
pub struct NewReviews {
    /// The survey.
    pub survey: SurveyId,
    /// The responses, 1 to [`MOST_REVIEWED`], each once.
    pub responses: Vec<ResponseId>,
    /// To what they are put.
    pub state: ReviewState,
    /// Why.
    pub reason: String,
}

/// Puts responses to a state, all of them or none. A void is a correction, which a second account
/// confirms; the others change no figure.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for each response that isn't there or stands so already, for
/// a survey that is VERIFIED, and for a void from CLOSED on.
pub async fn review(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewReviews,
) -> Result<Survey, Refusal> {
    let (tx, survey, now) = locked(office, speaker, new.survey).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let reason = reason_of(&new.reason)?;
    bounded(&new.responses)?;
    allowed(survey.lifecycle.state_at(now), new.state)?;
    let standing = standing(&tx, survey.id, &new).await?;
    let mut corrections = Vec::new();
    if new.state == ReviewState::Voided {
        let voided = Voided {
            at: now,
            by: actor.account,
            reason,
        };
        for (position, id) in new.responses.iter().enumerate() {
            let field = format!("responseIds.{position}");
            corrections.push(take_out(office, &tx, &survey, (*id, &field), &voided).await?);
        }
    } else {
        let version = |id: &ResponseId| {
            let last = standing.get(id).map_or(0, |last| last.version);
            last.saturating_add(1)
        };
        let rows = new.responses.iter().map(|id| Review {
            survey: survey.id,
            response: *id,
            version: version(id),
            state: new.state,
            reason: reason.clone(),
            at: now,
            by: actor.account,
        });
        reviews::insert(&tx, &rows.collect::<Vec<_>>()).await?;
    }
    let details = serde_json::json!({
        "responses": new.responses, "after": new.state.as_str(), "corrections": corrections,
    });
    saved_with(office, speaker, tx, survey, "response.review", details).await
}

fn bounded(ids: &[ResponseId]) -> Result<(), Refusal> {
    if ids.is_empty() || ids.len() > MOST_REVIEWED {
        return Err(Refusal::BadInput {
            path: vec!["input".to_owned(), "responseIds".to_owned()],
            fault: InputFault::ListLength {
                most: MOST_REVIEWED,
            },
        });
    }
    let mut named = BTreeSet::new();
    for (position, id) in ids.iter().enumerate() {
        if !named.insert(id) {
            let field = format!("responseIds.{position}");
            return Err(UserFault::at(&field, UserFaultCode::NamedTwice, id.to_string()).into());
        }
    }
    Ok(())
}

/// Doubts are told until the survey is VERIFIED; voids while it takes responses (workflow, rule 4).
fn allowed(state: SurveyState, to: ReviewState) -> Result<(), UserFault> {
    let allowed = match state {
        SurveyState::Open | SurveyState::Closing => true,
        SurveyState::Closed | SurveyState::Returned => to != ReviewState::Voided,
        SurveyState::Draft | SurveyState::Verified => false,
    };
    if allowed {
        Ok(())
    } else {
        let code = UserFaultCode::IllegalState;
        Err(UserFault::at("surveyId", code, state.as_str()))
    }
}

/// The latest reviews of the named responses, each of which may be moved.
async fn standing(
    tx: &Transaction,
    survey: SurveyId,
    new: &NewReviews,
) -> Result<HashMap<ResponseId, Review>, Refusal> {
    let there = responses::voided_of(tx, survey, &new.responses).await?;
    let doubts = reviews::latest(tx, survey, &new.responses).await?;
    let mut faults = Vec::new();
    for (position, id) in new.responses.iter().enumerate() {
        let code = match there.get(id) {
            None => Some(UserFaultCode::UnknownResponse),
            Some(true) => Some(UserFaultCode::AlreadyVoided),
            Some(false) => {
                let from = doubts
                    .get(id)
                    .map_or(ReviewState::Accepted, |one| one.state);
                (!may_move(from, new.state)).then_some(UserFaultCode::StandsSo)
            }
        };
        let field = format!("responseIds.{position}");
        faults.extend(code.map(|code| UserFault::at(&field, code, id.to_string())));
    }
    if faults.is_empty() {
        Ok(doubts)
    } else {
        Err(Refusal::Faults(faults))
    }
}

/// Holds that no response of a survey is in question: asked before it is VERIFIED.
///
/// # Errors
/// [`UserFaultCode::QuestionedResponses`] with their number; where the database can't be read.
pub(super) async fn none_questioned(tx: &Transaction, survey: SurveyId) -> Result<(), Refusal> {
    let questioned = reviews::questioned(tx, &[survey]).await?;
    match questioned.get(&survey) {
        None | Some(0) => Ok(()),
        Some(number) => {
            let code = UserFaultCode::QuestionedResponses;
            Err(UserFault::at("surveyId", code, number.to_string()).into())
        }
    }
}
