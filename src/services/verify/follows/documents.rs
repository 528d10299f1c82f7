//! A document's content is there, of its size, and of the hash that is its key.

use super::told::differs;
use crate::domain::base::canonical::sha256_hex;
use crate::services::refusal::Refusal;
use crate::services::verify::finding::{Finding, Wrong};
use crate::storage::database::Transaction;
use crate::storage::{documents, every};

/// Documents that are looked up together; their contents are read one by one.
const PAGE: usize = 500;

/// Holds every document against its content.
pub(super) async fn are_their_hashes(
    tx: &Transaction,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    for page in every::documents(tx).await?.chunks(PAGE) {
        for document in documents::find_many(tx, page).await? {
            let Some(content) = documents::content(tx, &document.sha256).await? else {
                let finding = Finding::new("document", &document.id, Wrong::Follows);
                findings.push(finding.with(&document.sha256, &""));
                continue;
            };
            let (kept, made) = (&document.sha256, sha256_hex(&content));
            differs(findings, ("document_content", kept), kept, &made);
            let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
            differs(findings, ("document", &document.id), &document.size, &size);
        }
    }
    Ok(())
}
