//! How long what residents said is kept: a day set by the Front, and carried out.
//!
//! In Vietnamese: thời hạn lưu trữ phiếu. Nothing is taken away before the Front has set a day, and nothing before the
//! link from household to answer is dropped (workflow, rule 7). Choices, reasons and comments go; that a form was
//! there, when, and every count stay, so that `verify` still holds the counts against the frozen result.

use std::collections::{BTreeSet, HashMap};

use super::access::act_on;
use super::chain;
use super::notes::note;
use super::office::{Office, Speaker};
use super::reasons::reason_of;
use super::refusal::Refusal;
use super::surveys::locked;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::{Day, Instant, day_of};
use crate::domain::base::ids::{AuditId, SurveyId};
use crate::domain::survey::retention::{Disposal, Retention};
use crate::domain::trust::audit::AuditEntry;
use crate::domain::trust::authority::Action;
use crate::storage::database::{Database, Transaction};
use crate::storage::fault::StorageFault;
use crate::storage::{erasures, retentions, schema, surveys, vouched};

/// What taking answers away is called in the audit.
const ACTION: &str = "answers.take_away";

/// The migration that made the tables.
const TABLES_MADE_BY: &str = "m20261126_200002_retention";

/// Until when a survey's answers are kept, and whether they are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionView {
    /// The day that was set; `None`: they are kept.
    pub retention: Option<Retention>,
    /// That they were taken away.
    pub disposal: Option<Disposal>,
}

/// Sets the last day on which a survey's answers are kept, as the next version; for the Front of its
/// area.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a day that has passed, without a reason, and where they
/// are gone.
pub async fn set(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
    keep_until: Day,
    reason: &str,
) -> Result<RetentionView, Refusal> {
    let (tx, survey, now) = locked(office, speaker, survey).await?;
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let reason = reason_of(reason)?;
    if keep_until < day_of(now) {
        let day = keep_until.to_string();
        return Err(UserFault::at("keepUntil", UserFaultCode::DatesOutOfOrder, day).into());
    }
    if retentions::taken_away(&tx, survey.id).await?.is_some() {
        return Err(UserFault::at("surveyId", UserFaultCode::AnswersTakenAway, "").into());
    }
    let last = retentions::latest(&tx, Some(&[survey.id])).await?;
    let version = last
        .get(&survey.id)
        .map_or(1, |last| last.version.saturating_add(1));
    let retention = Retention {
        survey: survey.id,
        version,
        keep_until,
        reason,
        set_at: now,
        set_by: actor.account,
    };
    retentions::insert(&tx, &retention).await?;
    let details = serde_json::json!({ "version": version, "keepUntil": keep_until });
    note(
        office,
        &tx,
        speaker,
        Some(survey.id),
        "retention.set",
        details,
    )
    .await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(RetentionView {
        retention: Some(retention),
        disposal: None,
    })
}

/// Until when a survey's answers are kept; for the Front of its area.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`] for a survey that isn't there or lies outside.
pub async fn of_survey(
    office: &Office,
    speaker: Speaker<'_>,
    survey: SurveyId,
) -> Result<RetentionView, Refusal> {
    let read = office.db.read();
    let survey = act_on(
        speaker,
        Action::RunSurveys,
        surveys::find(read, survey).await?,
    )?;
    let mut latest = retentions::latest(read, Some(&[survey.id])).await?;
    Ok(RetentionView {
        retention: latest.remove(&survey.id),
        disposal: retentions::taken_away(read, survey.id).await?,
    })
}

/// Takes away what is due today, a survey at a time; a survey of which something came in since the last
/// time is due again.
///
/// # Errors
/// Where the database can't be read or written; what was taken away before stays so.
pub async fn carry_out(office: &Office) -> Result<Vec<Disposal>, Refusal> {
    let today = office.clock.today();
    let set = retentions::latest(office.db.read(), None).await?;
    let over: BTreeSet<SurveyId> = set
        .values()
        .filter(|retention| retention.is_over(today))
        .map(|retention| retention.survey)
        .collect();
    let mut done = Vec::new();
    for survey in over {
        done.extend(take_away(office, survey, &set).await?);
    }
    Ok(done)
}

/// Takes the answers of one survey away, in a transaction of its own, where nothing needs them.
async fn take_away(
    office: &Office,
    survey: SurveyId,
    set: &HashMap<SurveyId, Retention>,
) -> Result<Option<Disposal>, Refusal> {
    let tx = office.db.begin_write().await?;
    let locked = surveys::lock(&tx, &[survey]).await?.pop();
    let locked = locked.ok_or(Refusal::NotFound)?;
    let before = retentions::taken_away(&tx, survey).await?;
    let is_new = match &before {
        None => true,
        Some(before) => retentions::has_come_in_since(&tx, survey, before.disposed_at).await?,
    };
    // An open survey's answers are still counted.
    let is_free = locked.lifecycle.is_closed() && erasures::is_dropped(&tx, survey).await?;
    if !is_new || !is_free {
        tx.rollback().await.map_err(StorageFault::from)?;
        return Ok(None);
    }
    let disposal = disposed(&tx, survey, office.clock.now()).await?;
    retentions::remember(&tx, &[disposal]).await?;
    let keep_until = set.get(&survey).map(|retention| retention.keep_until);
    let details = serde_json::json!({ "keptUntil": keep_until, "taken": numbers(&disposal) });
    note(office, &tx, None, Some(survey), ACTION, details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(Some(disposal))
}

async fn disposed(
    tx: &Transaction,
    survey: SurveyId,
    now: Instant,
) -> Result<Disposal, StorageFault> {
    let (responses, set_aside, comments) = retentions::drop_contents(tx, survey).await?;
    Ok(Disposal {
        survey,
        disposed_at: now,
        responses,
        set_aside,
        comments,
    })
}

fn numbers(disposal: &Disposal) -> serde_json::Value {
    serde_json::json!({
        "responses": disposal.responses,
        "setAside": disposal.set_aside,
        "comments": disposal.comments,
    })
}

/// All that was taken away so far.
///
/// # Errors
/// Where the database can't be read.
pub async fn all(office: &Office) -> Result<Vec<Disposal>, Refusal> {
    Ok(retentions::disposals(office.db.read()).await?)
}

/// What a database remembers to have taken away; nothing where it has no such table yet.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn remembered(database: &Database) -> Result<Vec<Disposal>, StorageFault> {
    if schema::has(database, TABLES_MADE_BY).await? {
        retentions::disposals(database.read()).await
    } else {
        Ok(Vec::new())
    }
}

/// Takes away again what another copy of the data still holds: a restore doesn't bring it back.
///
/// # Errors
/// Where the database can't be written.
pub(super) async fn apply_again(
    database: &Database,
    remembered: &[Disposal],
    now: Instant,
    chance: &dyn Chance,
) -> Result<(), Refusal> {
    vouched::watch(database).await?;
    let named: BTreeSet<SurveyId> = remembered.iter().map(|one| one.survey).collect();
    let named: Vec<SurveyId> = named.into_iter().collect();
    let tx = database.begin_write().await?;
    let known = erasures::known_surveys(&tx, &named).await?;
    let kept = remembered.iter().filter(|one| known.contains(&one.survey));
    retentions::remember(&tx, &kept.copied().collect::<Vec<_>>()).await?;
    for survey in known {
        let taken = disposed(&tx, survey, now).await?;
        let details = serde_json::json!({ "again": true, "taken": numbers(&taken) });
        let id = AuditId(chance.id(now)?);
        let entry = AuditEntry::unasked(id, now, Some(survey), ACTION, details);
        chain::append(&tx, entry).await?;
    }
    Ok(tx.commit().await.map_err(StorageFault::from)?)
}
