//! A regulation's and a questionnaire's hash is that of its content.

use super::told::differs;
use crate::domain::base::canonical::{canonical_json, sha256_hex};
use crate::services::refusal::Refusal;
use crate::services::verify::finding::Finding;
use crate::storage::database::Transaction;
use crate::storage::{questionnaires, regulations};

/// Holds every rule book and form against its hash.
pub(super) async fn are_their_hashes(
    tx: &Transaction,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    for stored in regulations::all(tx).await? {
        let sha256 = sha256_hex(&canonical_json(&stored.regulation)?);
        differs(
            findings,
            ("regulation", &stored.id),
            &stored.sha256,
            &sha256,
        );
    }
    for stored in questionnaires::all(tx).await? {
        let sha256 = sha256_hex(&canonical_json(&stored.questionnaire)?);
        differs(
            findings,
            ("questionnaire", &stored.id),
            &stored.sha256,
            &sha256,
        );
    }
    Ok(())
}
