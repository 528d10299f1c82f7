//! What becomes of residents' comments.

use std::collections::HashMap;

use super::access::act_on;
use super::notes::note;
use super::objections::topic;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::stale::unless_stale;
use super::texts;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::{ResponseId, SurveyId};
use crate::domain::survey::handling::{Handling, HandlingStatus};
use crate::domain::survey::record::Comment;
use crate::domain::trust::authority::{self, Action};
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
        reply: texts::optional("reply", new.reply.as_deref())?,
        public_text: texts::optional("publicText", new.public_text.as_deref())?,
        handled_at: office.clock.now(),
        handled_by: actor.account,
    };
    handlings::insert(&tx, &handling).await.map_err(taken)?;
    let details = serde_json::json!({
        "response": handling.response, "version": handling.version,
        "topic": handling.topic, "status": handling.status.as_str(),
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
