//! Objections to a posted result: recorded, answered, perhaps with a new result.

use std::collections::HashMap;

use super::access;
use super::freezing;
use super::library;
use super::office::{Office, Speaker};
use super::postings::{collection, current, latest};
use super::refusal::{Refusal, of_move};
use super::responses::take_out;
use super::stale::unless_stale;
use super::surveys::{locked, saved_with};
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use super::warning::{Warning, WarningCode};
use crate::domain::base::clock::{Instant, day_of};
use crate::domain::base::ids::{ObjectionId, ResponseId, SurveyId};
use crate::domain::survey::lifecycle::{IllegalMove, SurveyState};
use crate::domain::survey::objection::{Answer, IllegalAnswer, OTHER_TOPIC, Objection};
use crate::domain::survey::record::{FrozenResult, Survey, Voided};
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::{objections, survey_hamlets, surveys};

/// Households of one hamlet at the most; a larger number is a slip of the hand.
const MOST_HOUSEHOLDS: i64 = 100_000;
/// Forms that one answer may take out at the most.
pub const MOST_TAKEN_OUT: usize = 500;

/// An objection that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewObjection {
    /// The survey.
    pub survey: SurveyId,
    /// When it was received.
    pub received_at: Instant,
    /// The item that it is about, by code; `OTHER` where left out.
    pub topic: Option<String>,
    /// What was said.
    pub text: String,
}

/// An answer to an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAnswer {
    /// The objection.
    pub objection: ObjectionId,
    /// Its version as it was read.
    pub version: i64,
    /// Whether it was right.
    pub upheld: bool,
    /// What is answered.
    pub text: String,
    /// Hamlets whose number of households is put right.
    pub households: Vec<(String, i64)>,
    /// Forms that are taken out of the count.
    pub take_out: Vec<ResponseId>,
}

/// Records an objection to a result that hangs out.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] where nothing hangs out, for a topic that is no item, a
/// time before the posting or to come, and an empty text.
pub async fn record(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewObjection,
) -> Result<(Objection, Vec<Warning>), Refusal> {
    let (tx, survey, now) = locked(office, speaker, new.survey).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    closed(&survey, now)?;
    let revision = latest(&tx, survey.id).await?.revision;
    let posting = current(&tx, survey.id, revision).await?;
    let posting = posting.ok_or_else(|| UserFault::at("surveyId", UserFaultCode::NotPosted, ""))?;
    let received_on = day_of(new.received_at);
    if new.received_at > now {
        let about = new.received_at.to_rfc3339();
        return Err(UserFault::at("receivedAt", UserFaultCode::InTheFuture, about).into());
    }
    if received_on < posting.hung_out_on {
        let about = format!("{received_on} < {}", posting.hung_out_on);
        return Err(UserFault::at("receivedAt", UserFaultCode::DatesOutOfOrder, about).into());
    }
    let objection = Objection {
        id: ObjectionId(office.chance.id(now)?),
        survey: survey.id,
        version: 1,
        received_at: new.received_at,
        topic: topic(office, &survey, new.topic).await?,
        text: texts::needed("text", &new.text)?,
        recorded_at: now,
        recorded_by: actor.account,
        answer: None,
    };
    objections::insert(&tx, &objection).await?;
    let over = posting.over_on().filter(|over| received_on >= *over);
    let late = over.map(|over| Warning::of(WarningCode::ObjectionAfterPosting, over.to_string()));
    let details = serde_json::json!({ "objection": objection.id, "topic": objection.topic });
    saved_with(office, speaker, tx, survey, "objection.record", details).await?;
    Ok((objection, late.into_iter().collect()))
}

fn closed(survey: &Survey, now: Instant) -> Result<(), Refusal> {
    collection(survey)?;
    match survey.lifecycle.state_at(now) {
        SurveyState::Closed => Ok(()),
        other => Err(of_move(IllegalMove::NotFrom(other)).into()),
    }
}

/// An item of the survey's form by code, or `OTHER`.
pub(super) async fn topic(
    office: &Office,
    survey: &Survey,
    topic: Option<String>,
) -> Result<String, Refusal> {
    let Some(topic) = topic.filter(|topic| topic != OTHER_TOPIC) else {
        return Ok(OTHER_TOPIC.to_owned());
    };
    let form = library::form(office, survey.questionnaire).await?;
    let known = form
        .questionnaire
        .items
        .iter()
        .any(|item| item.code == topic);
    if known {
        Ok(topic)
    } else {
        Err(UserFault::at("topic", UserFaultCode::UnknownTopic, topic).into())
    }
}

/// Answers an objection. One that is upheld may put the figures right: the result is then frozen
/// anew, names the one before, and hangs out again only once it is posted.
///
/// # Errors
/// As the rights say; [`Refusal::Conflict`] where it was answered since it was read;
/// [`Refusal::Faults`] for what was answered before, a change by an objection that is dismissed, a
/// hamlet or response that isn't the survey's.
pub async fn answer(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewAnswer,
) -> Result<(Objection, Survey), Refusal> {
    authority::may_ever(speaker, Action::RunSurveys)?;
    let found = objections::find(office.db.read(), new.objection).await?;
    let survey = found.ok_or(Refusal::NotFound)?.survey;
    let (tx, survey, now) = locked(office, speaker, survey).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let objection = objections::find(&tx, new.objection)
        .await?
        .ok_or(Refusal::NotFound)?;
    if let Some(given) = &objection.answer {
        let stands = Some((objection.version, given.at, given.by));
        unless_stale(&tx, stands, Some(new.version)).await?;
    }
    closed(&survey, now)?;
    let text = texts::needed("answer", &new.text)?;
    let changes = !new.households.is_empty() || !new.take_out.is_empty();
    if changes && !new.upheld {
        return Err(of_answer(IllegalAnswer::DismissedWithNewResult).into());
    }
    let put_right = if changes && objection.answer.is_none() {
        Some(put_right(office, speaker, &tx, &survey, &new, now).await?)
    } else {
        None
    };
    let answer = Answer {
        upheld: new.upheld,
        text,
        at: now,
        by: actor.account,
        revision: put_right.as_ref().map(|result| result.revision),
    };
    let answered = objection.answered(answer.clone()).map_err(of_answer)?;
    if !objections::answer(&tx, answered.id, &answer).await? {
        return Err(Refusal::Conflict(None));
    }
    let details = serde_json::json!({
        "objection": answered.id, "upheld": answer.upheld, "revision": answer.revision,
        "sha256": put_right.map(|result| result.sha256),
    });
    let survey = Survey {
        published_on: survey.published_on.filter(|_| answer.revision.is_none()),
        ..survey
    };
    let survey = saved_with(office, speaker, tx, survey, "objection.answer", details).await?;
    Ok((answered, survey))
}

fn of_answer(fault: IllegalAnswer) -> UserFault {
    match fault {
        IllegalAnswer::Answered(state) => UserFault::at(
            "objectionId",
            UserFaultCode::AlreadyAnswered,
            state.as_str(),
        ),
        IllegalAnswer::DismissedWithNewResult => {
            UserFault::at("upheld", UserFaultCode::DismissedChangesNothing, "")
        }
    }
}

/// Puts households and counted forms right, and freezes the result anew.
async fn put_right(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    survey: &Survey,
    new: &NewAnswer,
    now: Instant,
) -> Result<FrozenResult, Refusal> {
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let reason = format!("objection {}", new.objection);
    let hamlets = survey_hamlets::of_surveys(tx, &[survey.id]).await?;
    for (position, (code, households)) in new.households.iter().enumerate() {
        let fault = |field: &str, fault, about: &str| {
            UserFault::at(&format!("households.{position}.{field}"), fault, about)
        };
        let hamlet = hamlets.iter().find(|hamlet| hamlet.code == *code);
        let hamlet =
            hamlet.ok_or_else(|| fault("hamletCode", UserFaultCode::UnknownHamlet, code))?;
        if !(1..=MOST_HOUSEHOLDS).contains(households) {
            let range = format!("1-{MOST_HOUSEHOLDS}");
            return Err(fault("households", UserFaultCode::OutOfRange, &range).into());
        }
        survey_hamlets::set_households(tx, survey.id, hamlet.place.area, *households).await?;
    }
    if new.take_out.len() > MOST_TAKEN_OUT {
        let range = format!("0-{MOST_TAKEN_OUT}");
        return Err(UserFault::at("takeOut", UserFaultCode::OutOfRange, range).into());
    }
    for (position, response) in new.take_out.iter().enumerate() {
        let voided = Voided {
            at: now,
            by: actor.account,
            reason: reason.clone(),
        };
        let field = format!("takeOut.{position}");
        take_out(office, tx, survey, (*response, &field), &voided).await?;
    }
    freezing::next_revision(office, speaker, tx, survey, Some(reason)).await
}

/// The objections to some surveys' results, in the order in which they were recorded.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_surveys(
    office: &Office,
    ids: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<Objection>>, Refusal> {
    Ok(objections::of_surveys(office.db.read(), ids).await?)
}

/// One objection; `None` where it isn't there or the speaker may not read it.
///
/// # Errors
/// [`Refusal::Forbidden`] for anyone but the Front.
pub async fn find(
    office: &Office,
    speaker: Speaker<'_>,
    id: ObjectionId,
) -> Result<Option<Objection>, Refusal> {
    authority::may_ever(speaker, Action::ReadResponses)?;
    let read = office.db.read();
    let Some(objection) = objections::find(read, id).await? else {
        return Ok(None);
    };
    let survey = surveys::find(read, objection.survey).await?;
    let reads = |survey: &Survey| access::reads(speaker, Action::ReadResponses, survey).is_ok();
    Ok(survey.filter(reads).map(|_| objection))
}
