//! Ties the surveys' chains to the main one by entries that hold their heads.
//!
//! A checkpoint reads the heads without holding them, so no submitter waits for it. Whoever has
//! written down a head of the main chain can tell, through the checkpoints before it, whether any
//! survey's chain was changed up to there.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::PoisonError;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::chain;
use super::imported::number;
use super::refusal::Refusal;
use crate::domain::base::canonical::{hex, unhex};
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AuditId, SurveyId};
use crate::domain::trust::audit::AuditEntry;
use crate::domain::trust::chain::{ChainId, Head};
use crate::storage::database::{Database, Transaction};
use crate::storage::fault::StorageFault;
use crate::storage::{audit, audit_heads};

/// What a checkpoint is called in the audit.
pub(super) const ACTION: &str = "chain.checkpoint";

/// Entries of surveys after which a checkpoint is due.
const ENTRIES: u64 = 1_000;
/// Minutes after which a checkpoint is due, where anything was written.
const MINUTES: i64 = 15;
/// Minutes by which an entry may be later on disk than its time says.
const SLACK_MINUTES: i64 = 60;
/// Heads that one entry holds at the most.
const HEADS: usize = 500;

/// When a process last made a checkpoint, and what it has written since.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<Since>);

#[derive(Debug, Default)]
struct Since {
    last: Option<Instant>,
    entries: u64,
}

impl Pace {
    /// Counts entries of surveys; answers whether a checkpoint is due now.
    pub fn is_due(&self, entries: u64, now: Instant) -> bool {
        let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        since.entries = since.entries.saturating_add(entries);
        let last = *since.last.get_or_insert(now);
        let due = since.entries >= ENTRIES
            || now.signed_duration_since(last) >= TimeDelta::minutes(MINUTES);
        if due {
            *since = Since {
                last: Some(now),
                entries: 0,
            };
        }
        due
    }
}

/// Adds a checkpoint of every survey's chain that has moved since the last one, in a transaction of
/// its own.
///
/// # Errors
/// Where the database refuses.
pub(super) async fn add(db: &Database, now: Instant, chance: &dyn Chance) -> Result<(), Refusal> {
    let tx = db.begin_write().await?;
    let last = audit::last_of(&tx, ChainId::MAIN, ACTION).await?;
    let since = last.and_then(|last| {
        let slack = TimeDelta::minutes(SLACK_MINUTES);
        last.entry.at.checked_sub_signed(slack)
    });
    let mut after = None;
    loop {
        let heads = audit_heads::chunk(&tx, after, since, number(HEADS)).await?;
        let heads: Vec<Head> = heads.iter().map(|dated| dated.head).collect();
        let Some(end) = heads.last() else { break };
        after = Some(end.chain);
        tie(&tx, &heads, now, chance).await?;
    }
    Ok(tx.commit().await.map_err(StorageFault::from)?)
}

/// Adds a checkpoint of some surveys' chains, in the transaction that has just added to them or
/// stands on what they hold.
///
/// # Errors
/// Where the database refuses.
pub(super) async fn of_surveys(
    tx: &Transaction,
    surveys: &[SurveyId],
    now: Instant,
    chance: &dyn Chance,
) -> Result<(), Refusal> {
    let chains: BTreeSet<ChainId> = surveys.iter().map(|id| ChainId::of(Some(*id))).collect();
    let chains: Vec<ChainId> = chains.into_iter().collect();
    for chunk in chains.chunks(HEADS) {
        let mut found = audit_heads::of_chains(tx, chunk).await?;
        found.sort_unstable_by_key(|dated| dated.head.chain);
        let heads: Vec<Head> = found.iter().map(|dated| dated.head).collect();
        tie(tx, &heads, now, chance).await?;
    }
    Ok(())
}

async fn tie(
    tx: &Transaction,
    heads: &[Head],
    now: Instant,
    chance: &dyn Chance,
) -> Result<(), Refusal> {
    let heads: Vec<Value> = heads
        .iter()
        .filter_map(|head| {
            let survey = head.chain.survey()?;
            Some(json!([survey, head.sequence, hex(&head.hash)]))
        })
        .collect();
    if heads.is_empty() {
        return Ok(());
    }
    let id = AuditId(chance.id(now)?);
    let entry = AuditEntry::unasked(id, now, None, ACTION, json!({ "heads": heads }));
    chain::append(tx, entry).await?;
    Ok(())
}

/// The heads that a checkpoint holds.
pub(super) fn heads_of(details: &Value) -> Vec<Head> {
    let heads = details.get("heads").and_then(Value::as_array);
    let head = |line: &Value| {
        Some(Head {
            chain: line.get(0)?.as_str()?.parse().ok()?,
            sequence: line.get(1)?.as_i64()?,
            hash: unhex(line.get(2)?.as_str()?)?,
        })
    };
    heads.into_iter().flatten().filter_map(head).collect()
}
