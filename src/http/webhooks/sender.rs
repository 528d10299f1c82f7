//! The sender: looks for what is to be told, tells it, writes down how that went.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};

use super::client::{HookClient, Message};
use super::payload::message;
use crate::domain::base::ids::SurveyId;
use crate::domain::trust::webhook::WebhookEvent;
use crate::services::bell::Ring;
use crate::services::office::{Office, SharedOffice};
use crate::services::refusal::Refusal;
use crate::services::webhook_events::{listen, note_progress, progress_is_wanted};
use crate::services::webhook_sending::{Errand, Told, errands, finish, signature};

/// How often is looked whether something is to be told.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Surveys in which answers came in, beyond which no more are remembered until the next look.
const MOST_MOVED: usize = 10_000;

/// Tells programs of events until it is dropped.
#[expect(
    clippy::cognitive_complexity,
    reason = "the lint counts what the macros of the log expand to"
)]
pub async fn run(office: SharedOffice, client: HookClient) {
    let mut bell = listen(&office);
    let mut ticks = interval(LOOK_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut moved = BTreeSet::new();
    loop {
        tokio::select! {
            ring = bell.recv() => match ring {
                Ok(Ring::Moved { survey, .. }) if moved.len() < MOST_MOVED => {
                    moved.insert(survey);
                }
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            },
            _ = ticks.tick() => {
                if let Err(refusal) = look(&office, &client, std::mem::take(&mut moved)).await {
                    tracing::error!(reason = %refusal, "webhooks are not sent");
                }
            }
        }
    }
}

/// Notes progress, and tells each program what it has not been told yet, as far as that goes now.
///
/// # Errors
/// Where the database can't be read or written.
pub async fn look(
    office: &Office,
    client: &HookClient,
    moved: BTreeSet<SurveyId>,
) -> Result<(), Refusal> {
    if !moved.is_empty() && progress_is_wanted(office).await? {
        for survey in moved {
            note_progress(office, survey).await?;
        }
    }
    let errands = errands(office).await?;
    // Programs are told beside one another, each of them in order: a slow one keeps no other waiting.
    let done = join_all(
        errands
            .into_iter()
            .map(|errand| tell(office, client, errand)),
    );
    done.await.into_iter().collect()
}

async fn tell(office: &Office, client: &HookClient, mut errand: Errand) -> Result<(), Refusal> {
    for event in errand.events.clone() {
        let told = tell_one(office, client, &errand, &event).await;
        let outcome = match &told {
            Told::Taken => "taken",
            Told::Failed(_) => "failed",
            Told::Gone => "gone",
        };
        metrics::counter!("longdan_webhooks_total", "outcome" => outcome).increment(1);
        if !errand.settle(&event, &told, office.clock.now()) {
            break;
        }
    }
    finish(office, errand).await
}

async fn tell_one(
    office: &Office,
    client: &HookClient,
    errand: &Errand,
    event: &WebhookEvent,
) -> Told {
    let id = event.id.to_string();
    let timestamp = office.clock.now().timestamp();
    let body = message(event).to_string();
    let signature = match signature(&errand.hook.secret, &id, timestamp, &body) {
        Ok(signature) => signature,
        Err(fault) => return Told::Failed(fault.to_string()),
    };
    let message = Message {
        id,
        timestamp,
        signature,
        body,
    };
    match client.send(&errand.hook.url, &message).await {
        Ok(status) if status.is_success() => Told::Taken,
        Ok(status) if status.as_u16() == 410 => Told::Gone,
        Ok(status) => Told::Failed(status.to_string()),
        Err(fault) => Told::Failed(fault.to_string()),
    }
}
