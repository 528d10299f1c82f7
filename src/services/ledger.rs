//! One transaction of the writer: lock, judge in order, insert, count, note, ring.

use std::sync::Arc;

use super::batch::{Batch, Receipt, ReceiptStatus, Submitted};
use super::bell::Bell;
use super::book::Book;
use super::checkpoint::{self, Pace};
use super::imported::number;
use super::known::Asking;
use super::refusal::Refusal;
use super::told_queues;
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::{Clock, Instant};
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::record::Response;
use crate::domain::survey::submission::SubmissionKey;
use crate::storage::database::{Database, Transaction};
use crate::storage::fault::StorageFault;
use crate::storage::{
    audit, audit_heads, bell, device_queues, responses, set_aside, surveys, tallies,
};

/// What a lane of the writer works with.
#[derive(Clone)]
pub struct Ledger {
    /// The database.
    pub db: Database,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Chance, for the ids of audit lines.
    pub chance: Arc<dyn Chance>,
    /// The key of the digests in audit lines.
    pub key: SubmissionKey,
    /// When a checkpoint of the audit's chains is due.
    pub pace: Arc<Pace>,
    /// Rung once a transaction is on disk.
    pub bell: Bell,
}

/// Judges and writes some batches in one transaction, and returns once it is on disk.
///
/// The survey's row is locked first, so that state, ids and households can't change between
/// judging and writing, in whatever process. Forms are first taken for new; where one is not, or is
/// not accepted, nothing is kept and the database is asked about each.
///
/// # Errors
/// Where the database refuses; then nothing of any batch was taken.
pub(super) async fn commit(ledger: &Ledger, batches: &[&Batch]) -> Result<Vec<Submitted>, Refusal> {
    if let Some(submitted) = attempt(ledger, batches, Asking::Keys).await? {
        return Ok(submitted);
    }
    let submitted = attempt(ledger, batches, Asking::Each).await?;
    submitted.ok_or(Refusal::Conflict(None))
}

/// One transaction; `None`, and nothing is kept, where forms must be looked at one by one.
async fn attempt(
    ledger: &Ledger,
    batches: &[&Batch],
    asking: Asking,
) -> Result<Option<Vec<Submitted>>, Refusal> {
    let tx = ledger.db.begin_write().await?;
    let now = ledger.clock.now();
    let mut book = Book::open(&tx, batches, now, asking).await?;
    let mut receipts = Vec::with_capacity(batches.len());
    for batch in batches {
        receipts.push(book.judge(batch, &ledger.key, ledger.chance.as_ref())?);
    }
    let queues = told_queues::told(batches, &receipts, now);
    let changed = book.changed();
    let stands = match asking {
        Asking::Keys => receipts.iter().flatten().all(is_accepted),
        Asking::Each => true,
    };
    if !stands || !keep(&tx, asking, std::mem::take(&mut book.accepted)).await? {
        tx.rollback().await.map_err(StorageFault::from)?;
        return Ok(None);
    }
    let versions = if changed.is_empty() {
        Vec::new()
    } else {
        write(&tx, &mut book, &changed, now).await?
    };
    device_queues::write(&tx, &queues).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    for (survey, version) in &versions {
        ledger.bell.ring(*survey, *version);
    }
    submitted(&book, batches, receipts).map(Some)
}

/// Inserts what was accepted; whether all of it is in.
async fn keep(
    tx: &Transaction,
    asking: Asking,
    accepted: Vec<Response>,
) -> Result<bool, StorageFault> {
    if accepted.is_empty() {
        return Ok(true);
    }
    match asking {
        Asking::Each => responses::insert(tx, accepted).await.map(|()| true),
        Asking::Keys => responses::insert_unseen(tx, accepted).await,
    }
}

fn is_accepted(receipt: &Receipt) -> bool {
    receipt.status == ReceiptStatus::Accepted
}

fn submitted(
    book: &Book,
    batches: &[&Batch],
    receipts: Vec<Vec<Receipt>>,
) -> Result<Vec<Submitted>, Refusal> {
    let each = batches.iter().zip(receipts).map(|(batch, receipts)| {
        let survey = book.survey(batch.survey).cloned();
        let survey = survey.ok_or(Refusal::NotFound)?;
        Ok(Submitted { receipts, survey })
    });
    each.collect()
}

/// Writes what the book holds beside the responses, and rings for other processes; the versions of
/// the surveys after it.
async fn write(
    tx: &Transaction,
    book: &mut Book,
    changed: &[SurveyId],
    now: Instant,
) -> Result<Vec<(SurveyId, i64)>, Refusal> {
    let before = tallies::read(tx, &book.counted_hamlets()).await?;
    tallies::write(tx, &book.tallies(before)?).await?;
    set_aside::insert(tx, std::mem::take(&mut book.set_aside)).await?;
    surveys::touch(tx, changed).await?;
    audit::append(tx, std::mem::take(&mut book.audit)).await?;
    audit_heads::write(tx, &book.heads(changed), now).await?;
    let versions = book.raise_versions(changed);
    bell::ring(tx, &versions).await?;
    Ok(versions)
}

/// Makes a checkpoint of the audit's chains where one is due; `batches` were written since last asked.
///
/// Nobody waits for it but the lane, between two transactions. Where it fails, the next one holds the
/// same heads.
pub(super) async fn checkpoint(ledger: &Ledger, batches: usize) {
    let now = ledger.clock.now();
    if ledger.pace.is_due(number(batches), now)
        && let Err(error) = checkpoint::add(&ledger.db, now, ledger.chance.as_ref()).await
    {
        tracing::warn!(%error, "no checkpoint of the audit");
    }
}
