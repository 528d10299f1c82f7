//! Events that other programs are told, noted in the transaction of what happened.

use tokio::sync::broadcast;

use super::bell::Ring;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::place::area::{AreaLevel, Place};
use crate::domain::survey::record::Survey;
use crate::domain::trust::chain::ChainId;
use crate::domain::trust::webhook::{WebhookEvent, WebhookKind};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{audit_heads, surveys, webhooks};

/// Notes an event where the action is one that programs are told of.
///
/// # Errors
/// Where the database refuses it.
pub(super) async fn note(
    office: &Office,
    tx: &Transaction,
    speaker: Speaker<'_>,
    survey: Option<SurveyId>,
    action: &str,
    details: &serde_json::Value,
) -> Result<(), Refusal> {
    let Some(kind) = WebhookKind::of_action(action) else {
        return Ok(());
    };
    let subject = details.get("report").and_then(serde_json::Value::as_str);
    let number = details.get("number").and_then(serde_json::Value::as_str);
    let event = Happened {
        kind,
        // What somebody does lies in their own province; surveys and reports are never of two.
        province: speaker.and_then(|actor| actor.areas.first().and_then(province_of)),
        survey,
        subject: subject.and_then(|id| id.parse().ok()),
        number: number.map(str::to_owned),
    };
    append(office, tx, event).await?;
    Ok(())
}

/// Notes that answers came into a survey; an earlier such event of it goes.
///
/// # Errors
/// Where the database refuses it.
pub async fn note_progress(office: &Office, survey: SurveyId) -> Result<(), Refusal> {
    let tx = office.db.begin_write().await?;
    let Some(Survey { place, .. }) = surveys::find(&tx, survey).await? else {
        return Ok(());
    };
    let event = Happened {
        kind: WebhookKind::SurveyProgress,
        province: province_of(&place),
        survey: Some(survey),
        subject: None,
        number: None,
    };
    let event = append(office, &tx, event).await?;
    webhooks::forget_earlier(&tx, &event).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(())
}

/// Hears of surveys that move, from now on.
#[must_use]
pub fn listen(office: &Office) -> broadcast::Receiver<Ring> {
    office.bell.listen()
}

/// Whether somebody wants to be told of answers that come in.
///
/// # Errors
/// Where the database can't be read.
pub async fn progress_is_wanted(office: &Office) -> Result<bool, Refusal> {
    let all = webhooks::all(office.db.read()).await?;
    Ok(all.iter().any(|hook| {
        hook.disabled_at.is_none() && hook.kinds.contains(&WebhookKind::SurveyProgress)
    }))
}

/// What happened, without its number.
struct Happened {
    kind: WebhookKind,
    province: Option<AreaId>,
    survey: Option<SurveyId>,
    subject: Option<uuid::Uuid>,
    number: Option<String>,
}

/// Gives an event its number. The main chain's head is locked until the commit, so that numbers follow one another
/// as others see them: nobody who has read to one number finds an earlier one later.
async fn append(
    office: &Office,
    tx: &Transaction,
    happened: Happened,
) -> Result<WebhookEvent, Refusal> {
    audit_heads::lock(tx, &[ChainId::MAIN]).await?;
    let now = office.clock.now();
    let event = WebhookEvent {
        sequence: webhooks::head(tx).await?.saturating_add(1),
        id: office.chance.id(now)?,
        at: now,
        kind: happened.kind,
        province: happened.province,
        survey: happened.survey,
        subject: happened.subject,
        number: happened.number,
    };
    webhooks::append(tx, &event).await?;
    Ok(event)
}

fn province_of(place: &Place) -> Option<AreaId> {
    match place.level {
        AreaLevel::Province => Some(place.area),
        _ => place.province,
    }
}
