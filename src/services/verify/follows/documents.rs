//! A document's content is there, of its size, and of the hash that is its key.

use sha2::{Digest as _, Sha256};

use super::told::differs;
use crate::domain::base::canonical::hex;
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
            let digest: [u8; 32] = Sha256::digest(&content).into();
            let of: (&str, &dyn std::fmt::Display) = ("document_content", &document.sha256);
            differs(findings, of, &document.sha256, &hex(&digest));
            let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
            differs(findings, ("document", &document.id), &document.size, &size);
        }
    }
    Ok(())
}
