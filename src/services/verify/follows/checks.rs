//! The list of the checks, and how they are run.
//!
//! A part that keeps figures, a report or a decision adds its check to [`CHECKS`]. It reads in one
//! snapshot, a page at a time, and reports what doesn't follow.

use std::pin::Pin;

use super::{counts, decisions, documents, dossiers, laws, reports, results, samples};
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::services::verify::finding::Finding;
use crate::storage::database::Transaction;

/// What a check gives once it has run.
type Checking<'a> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>>;

/// One check.
type Check = for<'a> fn(&'a Office, &'a Transaction, &'a mut Vec<Finding>) -> Checking<'a>;

/// Every check, in the order in which they run.
const CHECKS: &[Check] = &[
    |_, tx, findings| Box::pin(laws::are_their_hashes(tx, findings)),
    |_, tx, findings| Box::pin(documents::are_their_hashes(tx, findings)),
    |_, tx, findings| Box::pin(results::name_what_they_replace(tx, findings)),
    |_, tx, findings| Box::pin(samples::were_drawn(tx, findings)),
    |office, tx, findings| Box::pin(reports::say_what_was_there(office, tx, findings)),
    |_, tx, findings| Box::pin(dossiers::hold_what_was_there(tx, findings)),
    |_, tx, findings| Box::pin(counts::give_the_results(tx, findings)),
    |office, tx, findings| Box::pin(decisions::follow_the_votes(office, tx, findings)),
];

/// Runs every check.
///
/// # Errors
/// Where the database can't be read.
pub(in crate::services::verify) async fn all(
    office: &Office,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let tx = office.db.begin_read().await?;
    for check in CHECKS {
        check(office, &tx, findings).await?;
    }
    Ok(())
}
