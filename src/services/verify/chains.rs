//! Follows each chain of the audit from its first entry to its head.

use std::collections::HashMap;

use serde_json::Value;

use super::finding::{Finding, Wrong};
use crate::domain::base::canonical::{hex, unhex};
use crate::domain::trust::chain::{
    ChainId, Chained, Hash, Head, Link, Vouched, hash, hash_of_rows,
};
use crate::services::checkpoint;
use crate::services::genesis::{self, BEGIN};
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::storage::database::Transaction;
use crate::storage::{audit, audit_heads, audit_rows, keys};

/// Entries that are read at a time.
const CHUNK: u64 = 500;

/// What following the chains gave.
#[derive(Debug, Default)]
pub(super) struct Followed {
    pub entries: u64,
    pub findings: Vec<Finding>,
}

/// A chain on the way from its first entry to its last.
struct Walk<'a> {
    chain: ChainId,
    last: Head,
    pinned: Vec<(&'a Head, bool)>,
    followed: &'a mut Followed,
}

/// Follows one chain, in one snapshot, and holds it against its head and the pinned ones.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn one(
    office: &Office,
    chain: ChainId,
    pinned: &[Head],
    followed: &mut Followed,
) -> Result<(), Refusal> {
    let tx = office.db.begin_read().await?;
    let pinned = pinned.iter().filter(|head| head.chain == chain);
    let mut walk = Walk {
        chain,
        last: Head::before(chain),
        pinned: pinned.map(|head| (head, false)).collect(),
        followed,
    };
    loop {
        let entries = audit::chunk(&tx, chain, walk.last.sequence, CHUNK).await?;
        let Some(end) = entries.last().and_then(|last| last.link) else {
            break;
        };
        let from = walk.last.sequence.saturating_add(1);
        let vouched = vouched(&tx, chain, from, end.sequence).await?;
        for Chained { entry, link } in &entries {
            let Some(link) = link else { continue };
            walk.link(link, hash(entry, link)?);
            walk.vouched(link, vouched.get(&link.sequence))?;
            if entry.action == BEGIN && chain == ChainId::MAIN {
                walk.beginning(&tx, &entry.details).await?;
            }
            if entry.action == checkpoint::ACTION {
                walk.checkpoint(&tx, link, &entry.details).await?;
            }
        }
    }
    walk.end(&tx).await
}

/// Holds that the main chain begins with what was there before it.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn has_beginning(office: &Office, followed: &mut Followed) -> Result<(), Refusal> {
    let first = audit::chunk(office.db.read(), ChainId::MAIN, 0, 1).await?;
    if first
        .first()
        .is_none_or(|first| first.entry.action != BEGIN)
    {
        let id = format!("{}:1", ChainId::MAIN);
        followed
            .findings
            .push(Finding::new("audit_entry", &id, Wrong::EntryMissing).with(&BEGIN, &""));
    }
    Ok(())
}

async fn vouched(
    tx: &Transaction,
    chain: ChainId,
    from: i64,
    to: i64,
) -> Result<HashMap<i64, Vec<Vouched>>, Refusal> {
    let mut grouped: HashMap<i64, Vec<Vouched>> = HashMap::new();
    for line in audit_rows::of_entries(tx, chain, from, to).await? {
        grouped.entry(line.sequence).or_default().push(line.row);
    }
    Ok(grouped)
}

impl Walk<'_> {
    fn report(&mut self, finding: Finding) {
        self.followed.findings.push(finding);
    }

    fn place(&self, sequence: i64) -> String {
        format!("{}:{sequence}", self.chain)
    }

    /// Whether an entry stands where it should, is what it was, and follows the one before.
    fn link(&mut self, link: &Link, computed: Hash) {
        self.followed.entries = self.followed.entries.saturating_add(1);
        let next = self.last.sequence.saturating_add(1);
        let id = self.place(link.sequence);
        if link.sequence == next {
            if link.previous != self.last.hash {
                self.report(
                    Finding::new("audit_entry", &id, Wrong::EntryUnlinked)
                        .hashes(Some(self.last.hash), Some(link.previous)),
                );
            }
        } else {
            self.report(
                Finding::new("audit_entry", &self.place(next), Wrong::EntryMissing)
                    .with(&next, &link.sequence),
            );
        }
        if link.hash != computed {
            self.report(
                Finding::new("audit_entry", &id, Wrong::EntryChanged)
                    .hashes(Some(link.hash), Some(computed)),
            );
        }
        for (head, seen) in &mut self.pinned {
            // What was changed has another hash, whatever stands beside it.
            *seen |=
                head.sequence == link.sequence && head.hash == link.hash && link.hash == computed;
        }
        self.last.sequence = link.sequence;
        self.last.hash = link.hash;
    }

    /// Whether what an entry vouches for is what it says.
    fn vouched(&mut self, link: &Link, rows: Option<&Vec<Vouched>>) -> Result<(), Refusal> {
        let found = hash_of_rows(rows.into_iter().flatten())?;
        if found != link.rows {
            let id = self.place(link.sequence);
            self.report(Finding::new("audit_row", &id, Wrong::Vouched).hashes(link.rows, found));
        }
        Ok(())
    }

    /// Whether what was there before the chains is still what it was.
    async fn beginning(&mut self, tx: &Transaction, details: &Value) -> Result<(), Refusal> {
        let text = |name: &str| {
            details
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let key = hex(&keys::submission_digest(tx).await?);
        if text("secretKey") != key {
            self.report(
                Finding::new("secret_key", &"submission", Wrong::SecretKey)
                    .with(&text("secretKey"), &key),
            );
        }
        let (count, digest) = genesis::unchained(tx).await?;
        let noted = details.get("entriesBefore").and_then(Value::as_u64);
        if noted != Some(count) || text("entriesBeforeDigest") != digest {
            let noted = noted.unwrap_or_default();
            self.report(
                Finding::new("audit_entry", &"-", Wrong::EntryUnchained).with(&noted, &count),
            );
        }
        Ok(())
    }

    /// Whether the heads that a checkpoint holds are in their chains.
    async fn checkpoint(
        &mut self,
        tx: &Transaction,
        link: &Link,
        details: &Value,
    ) -> Result<(), Refusal> {
        let heads = checkpoint::heads_of(details);
        let places: Vec<_> = heads
            .iter()
            .map(|head| (head.chain, head.sequence))
            .collect();
        let found = audit::hashes(tx, &places).await?;
        let id = self.place(link.sequence);
        for head in heads {
            let there = found.get(&(head.chain, head.sequence)).copied();
            if there != Some(head.hash) {
                let place = format!("{}:{} ({id})", head.chain, head.sequence);
                self.report(
                    Finding::new("audit_entry", &place, Wrong::Checkpoint)
                        .hashes(Some(head.hash), there),
                );
            }
        }
        Ok(())
    }

    /// Whether the chain ends where its head and the pinned ones say.
    async fn end(mut self, tx: &Transaction) -> Result<(), Refusal> {
        let kept = audit_heads::of_chains(tx, &[self.chain]).await?.pop();
        let kept = kept.map_or(Head::before(self.chain), |dated| dated.head);
        if kept != self.last {
            self.report(
                Finding::new("audit_head", &self.chain, Wrong::Head).with(&self.last, &kept),
            );
        }
        let beyond = self.last.sequence.saturating_add(1);
        for (sequence, _) in vouched(tx, self.chain, beyond, i64::MAX).await? {
            let id = self.place(sequence);
            self.report(Finding::new("audit_row", &id, Wrong::Vouched));
        }
        let missed: Vec<Head> = self
            .pinned
            .iter()
            .filter(|(_, seen)| !seen)
            .map(|(head, _)| **head)
            .collect();
        for head in missed {
            let id = self.place(head.sequence);
            let there = audit::hashes(tx, &[(head.chain, head.sequence)]).await?;
            let there = there.get(&(head.chain, head.sequence)).copied();
            self.report(
                Finding::new("audit_entry", &id, Wrong::Pinned).hashes(Some(head.hash), there),
            );
        }
        Ok(())
    }
}

/// A hash of the details of an entry.
pub(super) fn hash_in(details: &Value, name: &str) -> Option<[u8; 32]> {
    details.get(name).and_then(Value::as_str).and_then(unhex)
}
