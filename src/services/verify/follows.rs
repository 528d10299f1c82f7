//! What must follow from what: a check for each thing made of others.
//!
//! A part that keeps figures, a report or a decision adds its check to [`CHECKS`]. It reads in one
//! snapshot, a page at a time, and reports what doesn't follow.

use std::fmt::Display;
use std::pin::Pin;

use super::finding::{Finding, Wrong};
use crate::domain::base::canonical::{canonical_json, sha256_hex};
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::storage::database::Transaction;
use crate::storage::{questionnaires, regulations};

/// What a check gives once it has run.
type Checking<'a> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>>;

/// One check.
pub(super) type Check = for<'a> fn(&'a Transaction, &'a mut Vec<Finding>) -> Checking<'a>;

/// Every check, in the order in which they run.
const CHECKS: &[Check] = &[|tx, findings| Box::pin(documents(tx, findings))];

/// Runs every check.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn all(office: &Office, findings: &mut Vec<Finding>) -> Result<(), Refusal> {
    let tx = office.db.begin_read().await?;
    for check in CHECKS {
        check(&tx, findings).await?;
    }
    Ok(())
}

/// A regulation's and a questionnaire's hash is that of its content.
async fn documents(tx: &Transaction, findings: &mut Vec<Finding>) -> Result<(), Refusal> {
    for stored in regulations::all(tx).await? {
        let sha256 = sha256_hex(&canonical_json(&stored.regulation)?);
        differs(findings, "regulation", &stored.id, &stored.sha256, &sha256);
    }
    for stored in questionnaires::all(tx).await? {
        let sha256 = sha256_hex(&canonical_json(&stored.questionnaire)?);
        differs(
            findings,
            "questionnaire",
            &stored.id,
            &stored.sha256,
            &sha256,
        );
    }
    Ok(())
}

fn differs(
    findings: &mut Vec<Finding>,
    table: &'static str,
    id: &dyn Display,
    kept: &str,
    made: &str,
) {
    if kept != made {
        findings.push(Finding::new(table, id, Wrong::Follows).with(&made, &kept));
    }
}
