//! Applies files of areas, households and nominations: all of a file or nothing.

use std::collections::HashMap;

use super::accounts::program;
use super::candidacies::{self, Nomination};
use super::imported::{ImportRefusal, ImportReport, faulty, number};
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::AreaId;
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::imports::area_plan::{AreaPlan, OnRecord, plan_areas};
use crate::domain::imports::area_rows::AreaFile;
use crate::domain::imports::area_settling::Reading;
use crate::domain::imports::household_rows::read_households;
use crate::domain::imports::nomination_rows::{NominationRow, read_nominations};
use crate::domain::imports::rows::Rows;
use crate::domain::law::round::Round;
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::place::bundled::BundledList;
use crate::domain::recognition::candidacy::CandidacyState;
use crate::domain::trust::actor::Role;
use crate::storage::candidacies::{self as stored, CandidacyQuery};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::within::{Scope, Sight};
use crate::storage::{areas, households, lineage, rosters, rounds};

/// Imports an areas file, row by row; units that no row names stay.
///
/// # Errors
/// [`ImportRefusal`]; nothing was changed.
pub async fn areas(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let reading = Reading::Rows {
        today: office.clock.today(),
    };
    plan_and_apply(office, AreaFile::read(file), reading, "file").await
}

/// Imports a list that comes with the program.
///
/// # Errors
/// As [`areas()`]; a list from before one that is on record changes nothing of the later one.
pub async fn bundled_areas(
    office: &Office,
    list: BundledList,
) -> Result<ImportReport, ImportRefusal> {
    plan_and_apply(
        office,
        AreaFile::read(list.csv.as_bytes()),
        list.into(),
        list.name,
    )
    .await
}

async fn plan_and_apply(
    office: &Office,
    file: AreaFile,
    reading: Reading,
    source: &str,
) -> Result<ImportReport, ImportRefusal> {
    let tx = office.db.begin_write().await?;
    let on_record = areas::all(&tx).await?;
    let links = lineage::all(&tx).await?;
    let on_record = OnRecord {
        areas: &on_record,
        links: &links,
    };
    let plan = plan_areas(
        file,
        on_record,
        reading,
        office.chance.as_ref(),
        office.clock.now(),
    )?;
    let report = report(&plan);
    if !plan.is_empty() {
        apply(&tx, &plan).await?;
        let details = serde_json::json!({ "source": source, "report": report });
        note(office, &tx, None, None, "import.areas", details).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(report)
}

/// What ends goes first: its code may begin again in the same file.
async fn apply(tx: &Transaction, plan: &AreaPlan) -> Result<(), StorageFault> {
    for area in &plan.updates {
        areas::update(tx, area).await?;
    }
    areas::insert(tx, &plan.inserts).await?;
    lineage::insert(tx, &plan.links).await
}

fn report(plan: &AreaPlan) -> ImportReport {
    ImportReport {
        inserted: number(plan.inserts.len()),
        updated: number(plan.updates.len()),
        ended: number(plan.ended),
        unchanged: number(plan.unchanged),
    }
}

/// Imports rosters of households; those on record stay.
///
/// # Errors
/// [`ImportRefusal`]; nothing was changed.
pub async fn households(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let Rows { rows, mut faults } = read_households(file);
    let today = office.clock.today();
    let tx = office.db.begin_write().await?;
    let hamlets = hamlets(&tx, rows.iter().map(|row| row.hamlet_code.as_str()), today).await?;
    let mut listed = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(hamlet) = hamlets.get(&row.hamlet_code) {
            listed.push((*hamlet, row.household_code));
        } else {
            let reason = FaultReason::UnknownHamlet;
            faults.push(ImportFault::of_field(row.line, "hamlet_code", reason));
        }
    }
    if !faults.is_empty() {
        return Err(faulty(faults));
    }
    // What was closed with a reason stays closed, though an older file still names it.
    let places: Vec<AreaId> = hamlets.values().copied().collect();
    let closed = rosters::closed(&tx, &places).await?;
    let wanted = listed.iter().filter(|home| !closed.contains(*home));
    let wanted: Vec<_> = wanted.cloned().collect();
    let inserted = households::insert(&tx, &wanted).await?;
    let report = ImportReport {
        inserted,
        unchanged: number(listed.len()).saturating_sub(inserted),
        ..ImportReport::default()
    };
    if inserted > 0 {
        let details = serde_json::json!({ "report": report });
        note(office, &tx, None, None, "import.households", details).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(report)
}

/// The hamlets that bear these codes on a day.
async fn hamlets(
    tx: &Transaction,
    codes: impl Iterator<Item = &str>,
    day: Day,
) -> Result<HashMap<String, AreaId>, StorageFault> {
    let mut codes: Vec<String> = codes.map(str::to_owned).collect();
    codes.sort_unstable();
    codes.dedup();
    let found = areas::with_codes_on(tx, &codes, day).await?;
    let hamlets = found
        .into_iter()
        .filter(|area| area.place.level == AreaLevel::Hamlet);
    Ok(hamlets
        .map(|area: Area| (area.code.clone(), area.id()))
        .collect())
}

/// Imports a list of nominations; those on record stay.
///
/// # Errors
/// [`ImportRefusal`]; nothing was changed.
pub async fn nominations(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let Rows { rows, mut faults } = read_nominations(file);
    let tx = office.db.begin_write().await?;
    let mut report = ImportReport::default();
    for row in &rows {
        match nominate(office, &tx, row).await? {
            Nominated::Now => report.inserted = report.inserted.saturating_add(1),
            Nominated::Before => report.unchanged = report.unchanged.saturating_add(1),
            Nominated::Never(field, reason) => {
                faults.push(ImportFault::of_field(row.line, field, reason));
            }
        }
    }
    if !faults.is_empty() {
        return Err(faulty(faults));
    }
    if report.inserted > 0 {
        let details = serde_json::json!({ "report": report });
        note(office, &tx, None, None, "import.nominations", details).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(report)
}

enum Nominated {
    Now,
    Before,
    Never(&'static str, FaultReason),
}

async fn nominate(
    office: &Office,
    tx: &Transaction,
    row: &NominationRow,
) -> Result<Nominated, Refusal> {
    let rounds = rounds::numbered(tx, row.year, row.ordinal).await?;
    let mut found = None;
    for round in &rounds {
        if let Some(area) = nominated_area(tx, row, round).await? {
            found = Some((round, area));
        }
    }
    let Some((round, area)) = found else {
        return Ok(match rounds.first() {
            None => Nominated::Never("ordinal", FaultReason::UnknownRound),
            Some(_) => Nominated::Never("area_code", FaultReason::UnknownArea),
        });
    };
    if is_nominated(tx, row, round, &area).await? {
        return Ok(Nominated::Before);
    }
    let new = Nomination {
        round: round.id,
        area_code: row.area_code.clone(),
        title: row.title,
        purpose: row.purpose,
        simulated: false,
    };
    let program = program(vec![Role::Admin]);
    match candidacies::nominate_in(office, Some(&program), tx, new).await {
        Ok(_) => Ok(Nominated::Now),
        Err(Refusal::Faults(faults)) => fault_of(&faults).ok_or(Refusal::Faults(faults)),
        Err(other) => Err(other),
    }
}

/// Asked before, since a key that is taken ends the whole transaction on PostgreSQL.
async fn is_nominated(
    tx: &Transaction,
    row: &NominationRow,
    round: &Round,
    area: &Area,
) -> Result<bool, StorageFault> {
    let query = CandidacyQuery {
        rounds: vec![round.id],
        area: Some(area.id()),
        titles: vec![row.title],
        ..CandidacyQuery::all(Sight::within(Scope::Everywhere))
    };
    let found = stored::all(tx, &query).await?;
    Ok(found
        .iter()
        .any(|one| one.purpose == row.purpose && one.state != CandidacyState::Withdrawn))
}

/// The unit that a row means, where it lies in the round's province.
async fn nominated_area(
    tx: &Transaction,
    row: &NominationRow,
    round: &Round,
) -> Result<Option<Area>, StorageFault> {
    let codes = [row.area_code.clone()];
    let found = areas::with_codes_on(tx, &codes, round.as_of).await?.pop();
    Ok(found.filter(|area| area.place.is_in(round.province)))
}

fn fault_of(faults: &[UserFault]) -> Option<Nominated> {
    let (field, reason) = match faults.first()?.code {
        UserFaultCode::TitleNotForArea => ("title", FaultReason::UnfitTitle),
        UserFaultCode::NotInMergerPlan => ("title", FaultReason::NotInMergerPlan),
        _ => return None,
    };
    Some(Nominated::Never(field, reason))
}
