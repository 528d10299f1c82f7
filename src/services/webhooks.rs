//! Programs that want to be told of events: added, listed, taken away.

use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::{AreaId, WebhookId};
use crate::domain::place::area::{AreaLevel, Place};
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::domain::trust::webhook::{Webhook, WebhookKind};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{accounts, webhooks};

/// Programs on record at the most.
pub const MOST: u64 = 50;
/// Bytes of a secret.
const SECRET: usize = 32;
/// Signs of an address at the most.
const LONGEST_URL: usize = 2_000;

/// A program as it is shown: never its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookView {
    /// The program.
    pub hook: Webhook,
    /// Name of the account that put it on record.
    pub created_by: String,
    /// Events that it has not been told yet, those that are not for it among them.
    pub behind: i64,
}

/// Puts a program on record; it is told what happens from now on.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for an address that is none, no kind, or too many programs.
pub async fn create(
    office: &Office,
    speaker: Speaker<'_>,
    url: &str,
    kinds: &[WebhookKind],
) -> Result<WebhookView, Refusal> {
    let actor = permitted(speaker)?;
    let url = sound_url(url)?;
    let mut kinds = kinds.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        return Err(UserFault::at("kinds", UserFaultCode::ValueMissing, "").into());
    }
    let now = office.clock.now();
    let tx = office.db.begin_write().await?;
    if webhooks::count(&tx).await? >= MOST {
        let most = format!("≤ {MOST}");
        return Err(UserFault::at("url", UserFaultCode::OutOfRange, most).into());
    }
    let mut secret = vec![0; SECRET];
    office.chance.fill(&mut secret)?;
    let hook = Webhook {
        id: WebhookId(office.chance.id(now)?),
        url,
        secret,
        kinds,
        province: province_of(actor),
        created_at: now,
        created_by: actor.account,
        told: webhooks::head(&tx).await?,
        failures: 0,
        failing_since: None,
        next_try_at: None,
        disabled_at: None,
        last_failure: None,
    };
    webhooks::insert(&tx, &hook).await?;
    noted(office, speaker, tx, &hook, "webhook.create").await?;
    Ok(WebhookView {
        hook,
        created_by: actor.name.clone(),
        behind: 0,
    })
}

/// The programs that the speaker may see: an administrator all, an office those of its province.
///
/// # Errors
/// As the rights say; where the database can't be read.
pub async fn list(office: &Office, speaker: Speaker<'_>) -> Result<Vec<WebhookView>, Refusal> {
    let actor = permitted(speaker)?;
    let read = office.db.read();
    let all = webhooks::all(read).await?;
    let head = webhooks::head(read).await?;
    let people: Vec<_> = all.iter().map(|hook| hook.created_by).collect();
    let names = accounts::names(read, &people).await?;
    let seen = all.into_iter().filter(|hook| sees(actor, hook));
    Ok(seen
        .map(|hook| WebhookView {
            created_by: names.get(&hook.created_by).cloned().unwrap_or_default(),
            behind: head.saturating_sub(hook.told),
            hook,
        })
        .collect())
}

/// The programs that are told no more until somebody resumes them or takes them away, as far as the speaker
/// could; none for whoever may do neither.
///
/// # Errors
/// Where the database can't be read.
pub async fn given_up(office: &Office, speaker: Speaker<'_>) -> Result<Vec<WebhookView>, Refusal> {
    if permitted(speaker).is_err() {
        return Ok(Vec::new());
    }
    let mut all = list(office, speaker).await?;
    all.retain(|view| view.hook.disabled_at.is_some());
    Ok(all)
}

/// Takes a program away: it is told nothing more.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`].
pub async fn remove(office: &Office, speaker: Speaker<'_>, id: WebhookId) -> Result<(), Refusal> {
    let (tx, hook) = held(office, speaker, id).await?;
    webhooks::remove(&tx, id).await?;
    noted(office, speaker, tx, &hook, "webhook.remove").await
}

/// Has a program told again that failed, at once; from an earlier event on, where one is named.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`]; [`Refusal::Faults`] for a number that no event has had.
pub async fn resume(
    office: &Office,
    speaker: Speaker<'_>,
    id: WebhookId,
    after: Option<i64>,
) -> Result<WebhookView, Refusal> {
    let (tx, mut hook) = held(office, speaker, id).await?;
    let head = webhooks::head(&tx).await?;
    if after.is_some_and(|after| !(0..=head).contains(&after)) {
        let range = format!("0-{head}");
        return Err(UserFault::at("after", UserFaultCode::OutOfRange, range).into());
    }
    hook.resume(after);
    webhooks::update(&tx, &hook).await?;
    let names = accounts::names(&tx, &[hook.created_by]).await?;
    noted(office, speaker, tx, &hook, "webhook.resume").await?;
    Ok(WebhookView {
        created_by: names.get(&hook.created_by).cloned().unwrap_or_default(),
        behind: head.saturating_sub(hook.told),
        hook,
    })
}

/// A program that the speaker may change, in a transaction.
async fn held(
    office: &Office,
    speaker: Speaker<'_>,
    id: WebhookId,
) -> Result<(Transaction, Webhook), Refusal> {
    let actor = permitted(speaker)?;
    let tx = office.db.begin_write().await?;
    let hook = webhooks::find(&tx, id).await?;
    let hook = hook.filter(|hook| sees(actor, hook));
    Ok((tx, hook.ok_or(Refusal::NotFound)?))
}

async fn noted(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    hook: &Webhook,
    action: &'static str,
) -> Result<(), Refusal> {
    let kinds: Vec<&str> = hook.kinds.iter().map(|kind| kind.as_str()).collect();
    let details = serde_json::json!({
        "webhook": hook.id, "url": hook.url, "kinds": kinds, "told": hook.told,
    });
    note(office, &tx, speaker, None, action, details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(())
}

/// Lets administrators and coordination offices through, but none of a district: events tell of a whole province.
fn permitted(speaker: Speaker<'_>) -> Result<&Actor, Refusal> {
    let actor = authority::may_ever(speaker, Action::RunWebhooks)?;
    let is_wide = |area: &Place| area.level == AreaLevel::Province;
    if actor.areas.is_empty() || actor.areas.iter().any(is_wide) {
        Ok(actor)
    } else {
        Err(Refusal::Forbidden)
    }
}

fn sees(actor: &Actor, hook: &Webhook) -> bool {
    let own = province_of(actor);
    own.is_none() || own == hook.province
}

/// The province whose events somebody may hear of; `None`: of all.
fn province_of(actor: &Actor) -> Option<AreaId> {
    let mut areas = actor.areas.iter();
    let province = areas.find(|area| area.level == AreaLevel::Province);
    province.map(|area| area.area)
}

/// An address of the web without a name or password in it; whether it may be reached is seen when it is sent to.
fn sound_url(text: &str) -> Result<String, UserFault> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?']).next());
    let is_sound = host.is_some_and(|host| !host.is_empty() && !host.contains('@'))
        && text.len() <= LONGEST_URL
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && !text.contains('#');
    if is_sound {
        Ok(text.to_owned())
    } else {
        Err(UserFault::at(
            "url",
            UserFaultCode::InvalidText,
            "https://…",
        ))
    }
}
