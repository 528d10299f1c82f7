//! One transaction of the writer: lock, judge in order, insert, count, note, ring.

use std::sync::Arc;

use super::batch::{Batch, Submitted};
use super::bell::Bell;
use super::book::Book;
use super::checkpoint::{self, Pace};
use super::imported::number;
use super::refusal::Refusal;
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::{Clock, Instant};
use crate::domain::base::ids::SurveyId;
use crate::domain::survey::submission::SubmissionKey;
use crate::storage::database::{Database, Transaction};
use crate::storage::fault::StorageFault;
use crate::storage::{audit, audit_heads, bell, responses, set_aside, surveys, tallies};

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
/// judging and writing, in whatever process.
///
/// # Errors
/// Where the database refuses; then nothing of any batch was taken.
pub(super) async fn commit(ledger: &Ledger, batches: &[&Batch]) -> Result<Vec<Submitted>, Refusal> {
    let tx = ledger.db.begin_write().await?;
    let now = ledger.clock.now();
    let mut book = Book::open(&tx, batches, now).await?;
    let mut receipts = Vec::with_capacity(batches.len());
    for batch in batches {
        receipts.push(book.judge(batch, &ledger.key, ledger.chance.as_ref())?);
    }
    let changed = book.changed();
    if changed.is_empty() {
        tx.rollback().await.map_err(StorageFault::from)?;
    } else {
        let versions = write(&tx, &mut book, &changed, now).await?;
        tx.commit().await.map_err(StorageFault::from)?;
        for (survey, version) in &versions {
            ledger.bell.ring(*survey, *version);
        }
    }
    batches
        .iter()
        .zip(receipts)
        .map(|(batch, receipts)| {
            let survey = book
                .survey(batch.survey)
                .cloned()
                .ok_or(Refusal::NotFound)?;
            Ok(Submitted { receipts, survey })
        })
        .collect()
}

/// Writes what the book holds, and rings for other processes; the versions of the surveys after it.
async fn write(
    tx: &Transaction,
    book: &mut Book,
    changed: &[SurveyId],
    now: Instant,
) -> Result<Vec<(SurveyId, i64)>, Refusal> {
    let before = tallies::read(tx, &book.counted_hamlets()).await?;
    tallies::write(tx, &book.tallies(before)?).await?;
    responses::insert(tx, std::mem::take(&mut book.accepted)).await?;
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
