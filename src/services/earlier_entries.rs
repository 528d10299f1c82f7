//! What entries said before they were corrected: kept, and read again.

use std::collections::HashMap;

use uuid::Uuid;

use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::canonical::canonical_json;
use crate::domain::tasks::earlier::{EarlierEntry, current_version};
use crate::storage::database::Transaction;
use crate::storage::earlier_entries as stored;
use crate::storage::fault::{StorageFault, Unique};

/// Keeps what a locked entry says before it is replaced, and gives the version that comes next.
///
/// `read` is the version that the corrector saw, where one was read.
///
/// # Errors
/// [`Refusal::Conflict`] where another version is current.
pub(super) async fn replace(
    office: &Office,
    tx: &Transaction,
    subject: Uuid,
    content: &serde_json::Value,
    read: Option<i32>,
    reason: &str,
) -> Result<i32, Refusal> {
    let before = stored::of(tx, &[subject]).await?;
    let current = current_version(&before);
    if read.is_some_and(|read| read != current) {
        return Err(Refusal::Conflict(None));
    }
    let replaced = EarlierEntry {
        subject,
        version: current,
        content: canonical_json(content).map_err(|fault| Refusal::Internal(Box::new(fault)))?,
        reason: reason.to_owned(),
        replaced_at: office.clock.now(),
    };
    let kept = stored::insert(tx, vec![replaced]).await;
    kept.map_err(|fault| match fault {
        StorageFault::Taken(Unique::EarlierEntry) => Refusal::Conflict(None),
        other => other.into(),
    })?;
    Ok(current.saturating_add(1))
}

/// What some entries said before, the first version first; nothing of one that was never corrected.
///
/// # Errors
/// Where the database can't be read.
pub async fn of(
    office: &Office,
    subjects: &[Uuid],
) -> Result<HashMap<Uuid, Vec<EarlierEntry>>, Refusal> {
    let mut found: HashMap<Uuid, Vec<EarlierEntry>> = HashMap::new();
    for one in stored::of(office.db.read(), subjects).await? {
        found.entry(one.subject).or_default().push(one);
    }
    Ok(found)
}
