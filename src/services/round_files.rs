//! Applies a file of rounds: all of it or nothing.

use std::collections::HashMap;

use super::accounts::program;
use super::imported::{ImportRefusal, ImportReport};
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use super::rounds::{self, NewRound};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::{Day, day_of};
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::imports::round_file::{RoundEntry, read_rounds};
use crate::domain::law::round::{Deliverable, Round};
use crate::domain::trust::actor::Role;
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{regulations, rounds as stored};

/// Imports rounds. One that is on record gets the file's name and dates; its regulation and the
/// day on which its codes are read stay, and a file that says otherwise is refused.
///
/// # Errors
/// [`ImportRefusal`]; nothing was changed.
pub async fn rounds(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let entries = read_rounds(file)?;
    let tx = office.db.begin_write().await?;
    let mut report = ImportReport::default();
    let mut faults = Vec::new();
    for entry in entries {
        let line = entry.line;
        match take(office, &tx, entry).await? {
            Taken::New => report.inserted = report.inserted.saturating_add(1),
            Taken::Changed => report.updated = report.updated.saturating_add(1),
            Taken::Same => report.unchanged = report.unchanged.saturating_add(1),
            Taken::Never(field, reason) => faults.push(ImportFault::of_field(line, field, reason)),
        }
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    if report.inserted > 0 || report.updated > 0 {
        let details = serde_json::json!({ "report": report });
        note(office, &tx, None, None, "import.rounds", details).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(report)
}

enum Taken {
    New,
    Changed,
    Same,
    Never(&'static str, FaultReason),
}

async fn take(office: &Office, tx: &Transaction, entry: RoundEntry) -> Result<Taken, Refusal> {
    let day = entry.as_of.unwrap_or_else(|| day_of(office.clock.now()));
    let province = match rounds::province(tx, entry.province.as_deref(), day).await {
        Ok(province) => province,
        Err(Refusal::Faults(faults)) => return refused(faults),
        Err(other) => return Err(other),
    };
    let numbered = stored::numbered(tx, entry.year, entry.ordinal).await?;
    let on_record = numbered
        .into_iter()
        .find(|round| round.province == province.area);
    match on_record {
        Some(round) => bring_up_to_date(office, tx, &round, entry).await,
        None => create(office, tx, entry).await,
    }
}

async fn create(office: &Office, tx: &Transaction, entry: RoundEntry) -> Result<Taken, Refusal> {
    let new = NewRound {
        year: entry.year,
        ordinal: entry.ordinal,
        name: entry.name,
        regulation_code: entry.regulation,
        province_code: entry.province,
        as_of: entry.as_of,
        deadlines: entry.deadlines,
    };
    let program = program(vec![Role::Admin]);
    match rounds::create_in(office, Some(&program), tx, new).await {
        Ok(_) => Ok(Taken::New),
        Err(Refusal::Faults(faults)) => refused(faults),
        Err(other) => Err(other),
    }
}

async fn bring_up_to_date(
    office: &Office,
    tx: &Transaction,
    round: &Round,
    entry: RoundEntry,
) -> Result<Taken, Refusal> {
    if entry.as_of.is_some_and(|day| day != round.as_of) {
        return Ok(Taken::Never("as_of", FaultReason::FixedInRound));
    }
    let versions = regulations::versions(tx, &entry.regulation).await?;
    if !versions.iter().any(|stored| stored.id == round.regulation) {
        return Ok(Taken::Never("regulation", FaultReason::FixedInRound));
    }
    let dates = stored::dates(tx, &[round.id]).await?;
    let before: HashMap<Deliverable, Day> = dates
        .into_iter()
        .map(|(_, date)| (date.deliverable, date.due_before))
        .collect();
    let mut moved = entry.deadlines;
    moved.retain(|date| before.get(&date.deliverable) != Some(&date.due_before));
    let name = entry.name.filter(|name| *name != round.name);
    if moved.is_empty() && name.is_none() {
        return Ok(Taken::Same);
    }
    let details = serde_json::json!({ "round": round.id, "name": name, "deadlines": moved });
    if let Some(name) = name {
        stored::rename(tx, round.id, &name).await?;
    }
    stored::set_dates(tx, round.id, &moved).await?;
    note(office, tx, None, None, "round.update", details).await?;
    Ok(Taken::Changed)
}

/// The first fault of a round, as one of the file's.
fn refused(faults: Vec<UserFault>) -> Result<Taken, Refusal> {
    let found = faults.first().map(|fault| fault.code);
    Ok(match found {
        Some(UserFaultCode::UnknownProvince) => {
            Taken::Never("province", FaultReason::UnknownProvince)
        }
        Some(UserFaultCode::UnknownRegulation) => {
            Taken::Never("regulation", FaultReason::UnknownRegulation)
        }
        _ => return Err(Refusal::Faults(faults)),
    })
}
