//! Which program is to be told what now, how it is signed, and what became of it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::chain;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::AuditId;
use crate::domain::trust::audit::AuditEntry;
use crate::domain::trust::webhook::{Webhook, WebhookEvent};
use crate::storage::fault::StorageFault;
use crate::storage::webhooks;

/// How long one sender has a program to itself; longer than all of its tries in that time take.
const CLAIM: TimeDelta = TimeDelta::minutes(10);
/// Events that are looked at together.
const CHUNK: u64 = 20;

/// A program that is this sender's for a while, and what it is to be told, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// The program.
    pub hook: Webhook,
    /// The events that are for it.
    pub events: Vec<WebhookEvent>,
    /// The last event that was looked at.
    seen: i64,
}

/// What became of one try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The program took it.
    Taken,
    /// It didn't; why.
    Failed(String),
    /// It asks never to be told again (410).
    Gone,
}

/// The programs that may be told something now, each claimed for this sender.
///
/// # Errors
/// Where the database can't be read or written.
pub async fn errands(office: &Office) -> Result<Vec<Errand>, Refusal> {
    let (read, now) = (office.db.read(), office.clock.now());
    let head = webhooks::head(read).await?;
    let mut errands = Vec::new();
    for hook in webhooks::all(read).await? {
        if hook.told >= head || !hook.is_due(now) {
            continue;
        }
        if !webhooks::claim(office.db.write(), hook.id, now, now + CLAIM).await? {
            continue;
        }
        // Another sender may have told it something between the reading and the claim.
        let Some(hook) = webhooks::find(office.db.write(), hook.id).await? else {
            continue;
        };
        let events = webhooks::after(read, hook.told, CHUNK).await?;
        let seen = events.last().map_or(hook.told, |event| event.sequence);
        let wanted = events.into_iter().filter(|event| hook.wants(event));
        errands.push(Errand {
            events: wanted.collect(),
            hook,
            seen,
        });
    }
    Ok(errands)
}

impl Errand {
    /// Notes what became of an event; false: the rest has to wait.
    pub fn settle(&mut self, event: &WebhookEvent, told: &Told, now: Instant) -> bool {
        match told {
            Told::Taken => {
                self.hook.succeeded(event.sequence);
                true
            }
            Told::Failed(reason) => {
                self.hook.failed(now, reason, false);
                false
            }
            Told::Gone => {
                self.hook.failed(now, "410 Gone", true);
                false
            }
        }
    }
}

/// Writes down how an errand went, and gives the program back. A program that is told no more is noted in the audit.
///
/// # Errors
/// Where the database can't be written; then the claim ends by itself and the errand is repeated.
pub async fn finish(office: &Office, mut errand: Errand) -> Result<(), Refusal> {
    let is_whole = errand.hook.failures == 0;
    if is_whole {
        errand.hook.told = errand.hook.told.max(errand.seen);
    }
    let tx = office.db.begin_write().await?;
    webhooks::update(&tx, &errand.hook).await?;
    if errand.hook.disabled_at.is_some() {
        let now = office.clock.now();
        let id = AuditId(office.chance.id(now)?);
        let details = serde_json::json!({ "webhook": errand.hook.id, "told": errand.hook.told });
        let entry = AuditEntry::unasked(id, now, None, "webhook.give_up", details);
        chain::append(&tx, entry).await?;
        tracing::warn!(webhook = %errand.hook.id, "a webhook failed for too long and is told no more");
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(())
}

/// The signature of a message by the scheme of Standard Webhooks: over its name, its time and its body.
///
/// # Errors
/// Never in fact: any bytes are a key.
pub fn signature(
    secret: &[u8],
    id: &str,
    timestamp: i64,
    body: &str,
) -> Result<String, hmac::digest::InvalidLength> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret)?;
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    let code = mac.finalize().into_bytes();
    Ok(format!("v1,{}", STANDARD.encode(code)))
}

/// A secret as it is shown once to whoever put the program on record.
#[must_use]
pub fn shown_secret(secret: &[u8]) -> String {
    format!("whsec_{}", STANDARD.encode(secret))
}
