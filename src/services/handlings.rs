//! What becomes of residents' comments.

use std::collections::{BTreeMap, HashMap};

use sea_orm::ConnectionTrait;

use super::access::act_on;
use super::corrections::reader;
use super::notes::note;
use super::objections::topic;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::stale::unless_stale;
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::{Day, day_of};
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::domain::survey::handling::{Handling, HandlingStatus};
use crate::domain::survey::record::{Comment, Survey};
use crate::domain::survey::redaction::names_somebody;
use crate::domain::trust::authority::{self, Action};
use crate::storage::comments::{self, CommentQuery};
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{handlings, responses, surveys};

/// What is to become of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHandling {
    /// The survey.
    pub survey: SurveyId,
    /// The response that the comment stands on.
    pub response: ResponseId,
    /// The version that is changed; `None` the first time.
    pub version: Option<i64>,
    /// The item that it is about, by code; `OTHER` where left out.
    pub topic: Option<String>,
    /// Where it stands.
    pub status: HandlingStatus,
    /// What is answered.
    pub reply: Option<String>,
    /// The text as it may be published.
    pub public_text: Option<String>,
    /// To whom it is handed on.
    pub forwarded_to: Option<String>,
    /// The last day on which they should answer.
    pub due_on: Option<Day>,
}

/// How the comments about one item stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TopicCount {
    /// The item's code, or `OTHER`; `None` for those that nobody looked at yet.
    pub topic: Option<String>,
    /// How many there are.
    pub total: i64,
    /// Of these, looked at and not done with.
    pub open: i64,
    /// Of these, with whom they concern.
    pub forwarded: i64,
    /// Of these, answered.
    pub answered: i64,
    /// Of these, settled or taken note of.
    pub closed: i64,
}

impl TopicCount {
    fn add(&mut self, status: HandlingStatus, number: i64) {
        self.total = self.total.saturating_add(number);
        let counter = match status {
            HandlingStatus::Open => &mut self.open,
            HandlingStatus::Forwarded => &mut self.forwarded,
            HandlingStatus::Answered => &mut self.answered,
            HandlingStatus::Settled | HandlingStatus::Noted => &mut self.closed,
        };
        *counter = counter.saturating_add(number);
    }
}

/// Notes what became of a comment, as the next version.
///
/// # Errors
/// As the rights say; [`Refusal::Conflict`] where somebody else did since it was read;
/// [`Refusal::Faults`] for a response without a counted comment, a topic that is no item, texts
/// that can't be kept.
pub async fn handle(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewHandling,
) -> Result<(Comment, Handling), Refusal> {
    authority::may_ever(speaker, Action::ReadResponses)?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let tx = office.db.begin_write().await?;
    let survey = surveys::find(&tx, new.survey).await?;
    let survey = act_on(speaker, Action::ReadResponses, survey)?;
    let comment = responses::find(&tx, survey.id, new.response)
        .await?
        .and_then(Comment::of);
    let unknown = || {
        let id = new.response.to_string();
        UserFault::at("commentId", UserFaultCode::UnknownComment, id)
    };
    let comment = comment.ok_or_else(unknown)?;
    let key = (survey.id, new.response);
    let last = handlings::of_comments(&tx, &[key]).await?.remove(&key);
    let stands = last
        .as_ref()
        .map(|last| (last.version, last.handled_at, last.handled_by));
    unless_stale(&tx, stands, new.version).await?;
    let handling = Handling {
        survey: survey.id,
        response: new.response,
        version: last.map_or(1, |last| last.version.saturating_add(1)),
        topic: topic(office, &survey, new.topic.clone()).await?,
        status: new.status,
        reply: publishable("reply", new.reply.as_deref())?,
        public_text: publishable("publicText", new.public_text.as_deref())?,
        forwarded_to: match new.forwarded_to.as_deref() {
            Some(name) => Some(texts::name("forwardedTo", name)?),
            None => None,
        },
        due_on: new.due_on,
        handled_at: office.clock.now(),
        handled_by: actor.account,
    };
    complete(&handling)?;
    handlings::insert(&tx, &handling).await.map_err(taken)?;
    let details = serde_json::json!({
        "response": handling.response, "version": handling.version,
        "topic": handling.topic, "status": handling.status.as_str(), "dueOn": handling.due_on,
    });
    note(
        office,
        &tx,
        speaker,
        Some(survey.id),
        "comment.handle",
        details,
    )
    .await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok((comment, handling))
}

/// A text that leaves the Front: it names nobody, as far as a program can tell.
fn publishable(field: &str, text: Option<&str>) -> Result<Option<String>, UserFault> {
    let text = texts::optional(field, text)?;
    if text.as_deref().is_some_and(names_somebody) {
        return Err(UserFault::at(field, UserFaultCode::PersonalData, ""));
    }
    Ok(text)
}

/// What is forwarded says to whom, until when, and in which words; what is answered says what.
fn complete(handling: &Handling) -> Result<(), UserFault> {
    let missing = |field: &str| {
        let status = handling.status.as_str();
        Err(UserFault::at(field, UserFaultCode::ValueMissing, status))
    };
    match handling.status {
        HandlingStatus::Forwarded if handling.forwarded_to.is_none() => missing("forwardedTo"),
        HandlingStatus::Forwarded if handling.due_on.is_none() => missing("dueOn"),
        HandlingStatus::Forwarded if handling.public_text.is_none() => missing("publicText"),
        HandlingStatus::Answered if handling.reply.is_none() => missing("reply"),
        _ if handling
            .due_on
            .is_some_and(|due| due < day_of(handling.handled_at)) =>
        {
            let about = handling
                .due_on
                .map(|due| due.to_string())
                .unwrap_or_default();
            Err(UserFault::at(
                "dueOn",
                UserFaultCode::DatesOutOfOrder,
                about,
            ))
        }
        _ => Ok(()),
    }
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::Handling) => Refusal::Conflict(None),
        other => other.into(),
    }
}

/// What became of some comments, whose reader may read them.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_comments(
    office: &Office,
    ids: &[(SurveyId, ResponseId)],
) -> Result<HashMap<(SurveyId, ResponseId), Handling>, Refusal> {
    Ok(handlings::of_comments(office.db.read(), ids).await?)
}

/// How the comments on a survey's counted responses stand, by topic; those that nobody looked at
/// last.
///
/// # Errors
/// As the rights say; where the database can't be read.
pub async fn by_topic(
    office: &Office,
    speaker: Speaker<'_>,
    survey: &Survey,
) -> Result<Vec<TopicCount>, Refusal> {
    reader(speaker, survey)?;
    topics(office.db.read(), survey.id).await
}

/// As [`by_topic`], for whoever may.
pub(super) async fn topics(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<Vec<TopicCount>, Refusal> {
    let mut topics: BTreeMap<String, TopicCount> = BTreeMap::new();
    for (topic, status, number) in handlings::by_topic(db, survey).await? {
        let count = topics.entry(topic.clone()).or_default();
        count.topic = Some(topic);
        count.add(status, number);
    }
    let fresh = CommentQuery {
        handled: Some(false),
        ..CommentQuery::default()
    };
    let fresh = comments::count(db, survey, &fresh).await?;
    let mut all: Vec<TopicCount> = topics.into_values().collect();
    if fresh > 0 {
        all.push(TopicCount {
            total: i64::try_from(fresh).unwrap_or(i64::MAX),
            ..TopicCount::default()
        });
    }
    Ok(all)
}
