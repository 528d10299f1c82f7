//! Holds each table that the audit vouches for against what its entries say.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::finding::{Finding, Wrong};
use crate::domain::base::canonical::hex;
use crate::domain::trust::chain::Hash;
use crate::services::office::Office;
use crate::services::refusal::Refusal;
use crate::storage::audit_rows::{self, VouchedBy};
use crate::storage::database::Transaction;
use crate::storage::thing::Thing;

/// Lines that are read at a time.
const CHUNK: u64 = 1_000;

/// Compares one table with what was last said of each of its things, in one snapshot; what is held
/// in memory at a time are the things of one page.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn of_table(
    office: &Office,
    thing: &'static Thing,
    findings: &mut Vec<Finding>,
) -> Result<(), Refusal> {
    let tx = office.db.begin_read().await?;
    let mut last: Option<Uuid> = None;
    loop {
        let (there, end) = thing.after(&tx, last).await?;
        let until = there.last_key_value().map(|(key, _)| *key);
        let until = if end { None } else { until };
        let said = said(&tx, thing, last, until, findings).await?;
        compare(thing, &there, &said, findings);
        if end {
            return Ok(());
        }
        last = until;
    }
}

/// What was last said of each thing of a range; a turn that is missing is a finding.
async fn said(
    tx: &Transaction,
    thing: &'static Thing,
    after: Option<Uuid>,
    until: Option<Uuid>,
    findings: &mut Vec<Finding>,
) -> Result<BTreeMap<Uuid, VouchedBy>, Refusal> {
    let mut said: BTreeMap<Uuid, VouchedBy> = BTreeMap::new();
    let mut place = after.map(|key| (key, i64::MAX));
    loop {
        let lines = audit_rows::of_thing(tx, thing.table, place, until, CHUNK).await?;
        let Some(end) = lines.last() else {
            return Ok(said);
        };
        place = Some((end.row.key, end.row.turn));
        for line in lines {
            let before = said.get(&line.row.key).map_or(0, |before| before.row.turn);
            let next = before.saturating_add(1);
            if line.row.turn != next {
                let id = format!("{} {}#{next}", thing.table, line.row.key);
                findings.push(
                    Finding::new("audit_row", &id, Wrong::Vouched).with(&next, &line.row.turn),
                );
            }
            said.insert(line.row.key, line);
        }
    }
}

fn compare(
    thing: &'static Thing,
    there: &BTreeMap<Uuid, Hash>,
    said: &BTreeMap<Uuid, VouchedBy>,
    findings: &mut Vec<Finding>,
) {
    for (key, digest) in there {
        let noted = said.get(key).map(|line| (line, line.row.digest));
        match noted {
            Some((_, Some(noted))) if noted == *digest => {}
            Some((line, Some(noted))) => findings.push(
                Finding::new(thing.table, key, Wrong::RowChanged)
                    .with(&by(line, Some(noted)), &hex(digest)),
            ),
            Some((_, None)) | None => findings
                .push(Finding::new(thing.table, key, Wrong::RowUnknown).with(&"", &hex(digest))),
        }
    }
    for (key, line) in said {
        if line.row.digest.is_some() && !there.contains_key(key) {
            findings.push(
                Finding::new(thing.table, key, Wrong::RowGone)
                    .with(&by(line, line.row.digest), &""),
            );
        }
    }
}

/// A digest, and the entry that vouches for it.
fn by(line: &VouchedBy, digest: Option<Hash>) -> String {
    let digest = digest.map(|digest| hex(&digest)).unwrap_or_default();
    format!("{digest} ({}:{})", line.chain, line.sequence)
}
