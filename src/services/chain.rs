//! Puts entries into the audit's chains, with what their transaction has changed.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::refusal::Refusal;
use crate::domain::base::canonical::NotCanonical;
use crate::domain::trust::audit::AuditEntry;
use crate::domain::trust::chain::{ChainId, Head, Vouched, hash_of_rows};
use crate::storage::audit_rows::VouchedBy;
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::vouched::{self, thing};
use crate::storage::{audit, audit_heads, audit_rows};

/// Adds an entry to its chain; it vouches for all that the transaction has changed since its last
/// entry.
///
/// # Errors
/// Where the database refuses the entry.
pub(super) async fn append(tx: &Transaction, entry: AuditEntry) -> Result<Head, Refusal> {
    let changed = changed(tx).await?;
    append_vouching(tx, entry, changed).await
}

/// Adds an entry to its chain that vouches for these things.
///
/// # Errors
/// As [`append`].
pub(super) async fn append_vouching(
    tx: &Transaction,
    entry: AuditEntry,
    rows: Vec<Vouched>,
) -> Result<Head, Refusal> {
    let chain = ChainId::of(entry.survey);
    let at = entry.at;
    let mut head = audit_heads::lock(tx, &[chain])
        .await?
        .pop()
        .unwrap_or(Head::before(chain));
    let chained = head.take(entry, hash_of_rows(&rows)?)?;
    audit::append(tx, vec![chained]).await?;
    let rows = rows.into_iter().map(|row| VouchedBy {
        row,
        chain,
        sequence: head.sequence,
    });
    audit_rows::insert(tx, rows.collect()).await?;
    audit_heads::write(tx, &[head], at).await?;
    Ok(head)
}

/// What the transaction has changed, as it stands now.
async fn changed(tx: &Transaction) -> Result<Vec<Vouched>, StorageFault> {
    let touched = vouched::touched(tx).await?;
    if touched.is_empty() {
        return Ok(Vec::new());
    }
    let last = audit_rows::last(tx, &touched).await?;
    let mut rows = Vec::new();
    for (table, keys) in &touched {
        rows.extend(standing(tx, table, keys, &last).await?);
    }
    Ok(rows)
}

async fn standing(
    tx: &Transaction,
    table: &str,
    keys: &[Uuid],
    last: &std::collections::HashMap<(String, Uuid), Vouched>,
) -> Result<Vec<Vouched>, StorageFault> {
    let thing = thing(table).ok_or(StorageFault::Unreadable {
        what: "the name of a thing that the audit vouches for",
    })?;
    let digests = thing.digests(tx, keys).await?;
    let keys: BTreeMap<Uuid, _> = keys.iter().map(|key| (*key, digests.get(key))).collect();
    let rows = keys.into_iter().filter_map(|(key, digest)| {
        let before = last.get(&(table.to_owned(), key));
        let same = before.map_or(digest.is_none(), |before| before.digest.as_ref() == digest);
        (!same).then(|| Vouched {
            thing: table.to_owned(),
            key,
            turn: before.map_or(1, |before| before.turn.saturating_add(1)),
            digest: digest.copied(),
        })
    });
    Ok(rows.collect())
}

impl From<NotCanonical> for Refusal {
    fn from(fault: NotCanonical) -> Self {
        Self::Internal(Box::new(fault))
    }
}
