//! Hangs a frozen result out for residents to see and object to.

use std::collections::HashMap;

use super::due::front_report_due;
use super::office::{Office, Speaker};
use super::refusal::{Refusal, of_move};
use super::surveys::{locked, saved_with};
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use super::warning::{Warning, WarningCode};
use super::written::past_day;
use crate::domain::base::clock::{Day, day_before, day_of};
use crate::domain::base::ids::{PostingId, SurveyId};
use crate::domain::survey::lifecycle::{IllegalMove, SurveyKind, SurveyState};
use crate::domain::survey::posting::{PlaceKind, Posting, PostingPlace, PostingState, over_on};
use crate::domain::survey::record::{FrozenResult, Survey};
use crate::storage::database::Transaction;
use crate::storage::{frozen, postings};

/// Places of one posting at the most.
pub const MOST_PLACES: usize = 200;

/// A posting with how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingView {
    /// The posting.
    pub posting: Posting,
    /// Full days so far.
    pub days: u32,
    /// How far it has come; NOT_POSTED where a newer result has taken its place.
    pub state: PostingState,
}

/// Notes that a closed survey's result hangs out.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a survey that isn't CLOSED, a day before the closing
/// or after today, and places that don't say where.
pub async fn post(
    office: &Office,
    speaker: Speaker<'_>,
    id: SurveyId,
    from: Day,
    places: Vec<PostingPlace>,
) -> Result<(Survey, Vec<Warning>), Refusal> {
    let (tx, survey, now) = locked(office, speaker, id).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    collection(&survey)?;
    if survey.lifecycle.state_at(now) != SurveyState::Closed {
        return Err(of_move(IllegalMove::NotFrom(survey.lifecycle.state_at(now))).into());
    }
    let latest = latest(&tx, id).await?;
    let closed_on = day_of(latest.closed_at);
    past_day("from", from, day_of(now))?;
    if from < closed_on {
        let about = format!("{from} < {closed_on}");
        return Err(UserFault::at("from", UserFaultCode::DatesOutOfOrder, about).into());
    }
    let posting = Posting {
        id: PostingId(office.chance.id(now)?),
        survey: id,
        revision: latest.revision,
        hung_out_on: from,
        places: checked(places)?,
        recorded_at: now,
        recorded_by: actor.account,
    };
    postings::insert(&tx, &posting).await?;
    let over = posting.over_on();
    let due = front_report_due(&tx, survey.candidacy).await?;
    let warnings = ends_too_late(over, due);
    let details = serde_json::json!({
        "posting": posting.id, "revision": posting.revision, "hungOutOn": from,
        "before": { "publishedOn": survey.published_on }, "after": { "publishedOn": over },
    });
    let posted = Survey {
        published_on: over,
        ..survey
    };
    let survey = saved_with(office, speaker, tx, posted, "survey.post", details).await?;
    Ok((survey, warnings.into_iter().collect()))
}

/// That the posting's last day doesn't come before the day on which the Front's report is due.
pub(super) fn ends_too_late(over: Option<Day>, due: Option<Day>) -> Option<Warning> {
    let last = day_before(over?)?;
    (last >= due?).then(|| Warning::of(WarningCode::PostingEndsAfterDueDate, last.to_string()))
}

/// The last day of a posting that begins on the day on which a survey closes.
pub(super) fn over_if_closed_on(day: Day) -> Option<Day> {
    over_on(day)
}

/// Only the main survey's result hangs out and is verified.
pub(super) fn collection(survey: &Survey) -> Result<(), UserFault> {
    if survey.kind == SurveyKind::Collection {
        Ok(())
    } else {
        let kind = survey.kind.as_str();
        Err(UserFault::at(
            "surveyId",
            UserFaultCode::WrongSurveyKind,
            kind,
        ))
    }
}

/// The latest frozen result of a closed survey.
pub(super) async fn latest(tx: &Transaction, id: SurveyId) -> Result<FrozenResult, Refusal> {
    let latest = frozen::latest(tx, &[id]).await?.pop();
    latest.ok_or(Refusal::Conflict(None))
}

fn checked(places: Vec<PostingPlace>) -> Result<Vec<PostingPlace>, Refusal> {
    if places.is_empty() {
        return Err(UserFault::at("places", UserFaultCode::PlaceMissing, "").into());
    }
    if places.len() > MOST_PLACES {
        let about = format!("1-{MOST_PLACES}");
        return Err(UserFault::at("places", UserFaultCode::OutOfRange, about).into());
    }
    let place = |(position, place): (usize, PostingPlace)| {
        let field = format!("places.{position}.name");
        let name = place
            .name
            .as_deref()
            .filter(|name| !name.trim().is_empty())
            .map(|name| texts::name(&field, name))
            .transpose()?;
        if place.kind == PlaceKind::Other && name.is_none() {
            return Err(UserFault::at(&field, UserFaultCode::PlaceMissing, "").into());
        }
        Ok(PostingPlace { name, ..place })
    };
    places.into_iter().enumerate().map(place).collect()
}

/// The postings of some surveys, the latest first, each with how far it has come.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    ids: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<PostingView>>, Refusal> {
    let read = office.db.read();
    let today = office.clock.today();
    let revisions: HashMap<SurveyId, i32> = frozen::latest(read, ids)
        .await?
        .into_iter()
        .map(|result| (result.survey, result.revision))
        .collect();
    let found = postings::of_surveys(read, ids).await?;
    let views = |(id, all): (SurveyId, Vec<Posting>)| {
        let latest = revisions.get(&id).copied().unwrap_or(0);
        // Of several postings of one revision the latest counts.
        let mut current = true;
        let view = |posting: Posting| {
            let state = posting.state(latest, today);
            let counts = current && state != PostingState::NotPosted;
            current = false;
            PostingView {
                days: posting.full_days(today),
                state: if counts {
                    state
                } else {
                    PostingState::NotPosted
                },
                posting,
            }
        };
        (id, all.into_iter().map(view).collect())
    };
    Ok(found.into_iter().map(views).collect())
}

/// The posting of a survey's latest result; `None` where it doesn't hang out.
pub(super) async fn current(
    tx: &Transaction,
    id: SurveyId,
    revision: i32,
) -> Result<Option<Posting>, Refusal> {
    let mut found = postings::of_surveys(tx, &[id]).await?;
    let newest = found.remove(&id).unwrap_or_default().into_iter().next();
    Ok(newest.filter(|posting| posting.revision == revision))
}
