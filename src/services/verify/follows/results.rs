//! Each revision of a result names the one that it takes the place of.

use super::told::{PAGE, differs};
use crate::domain::survey::record::FrozenResult;
use crate::services::freeze;
use crate::services::refusal::Refusal;
use crate::services::verify::finding::Finding;
use crate::storage::database::Transaction;
use crate::storage::{frozen, surveys};

/// Holds every frozen result against the one before: its number, and the hash that it names.
pub(super) async fn name_what_they_replace(
    tx: &Transaction,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    for page in surveys::ids(tx, &[]).await?.chunks(PAGE) {
        let mut before: Option<FrozenResult> = None;
        for result in frozen::revisions_of(tx, page).await? {
            let last = before.filter(|last| last.survey == result.survey);
            let id = format!("{}/{}", result.survey, result.revision);
            let next = last
                .as_ref()
                .map_or(1, |last| last.revision.saturating_add(1));
            differs(findings, ("frozen_result", &id), &result.revision, &next);
            // One that can't be read is found when its figures are counted again.
            if let Ok(named) = freeze::named_replaced(&result) {
                let named = named.map(|(revision, sha256)| shown(revision, &sha256));
                let made = last.map(|last| shown(last.revision, &last.sha256));
                let (named, made) = (named.unwrap_or_default(), made.unwrap_or_default());
                differs(findings, ("frozen_result", &id), &named, &made);
            }
            before = Some(result);
        }
    }
    Ok(())
}

fn shown(revision: i32, sha256: &str) -> String {
    format!("{revision}: {sha256}")
}
