//! Indicators of areas over time, and the groups of communes by one of them.

use std::collections::HashMap;

use super::criteria;
use super::earlier_entries;
use super::imported::{ImportRefusal, ImportReport, faulty, number};
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, IndicatorId};
use crate::domain::base::import_fault::{FaultReason, ImportFault, TaskReason};
use crate::domain::imports::indicator_rows::{IndicatorRow, read_indicators};
use crate::domain::imports::rows::Rows;
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::tasks::indicator::{Group, Indicator, grouping};
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{areas, indicators as stored};

/// Values of one series at the most.
pub const LONGEST_SERIES: u64 = stored::LONGEST_SERIES;

/// A group with the communes that are in it, by code.
#[derive(Debug, Clone)]
pub struct GroupOfCommunes {
    /// The group.
    pub group: Group,
    /// Its communes.
    pub communes: Vec<Area>,
}

/// Imports indicators, CSV. What is on record stays: the same value again changes nothing, another
/// value for the same area, code and day is a fault, unless the row says why the one on record is
/// wrong; then that one is kept as an earlier version.
///
/// # Errors
/// [`ImportRefusal`]; nothing was changed.
pub async fn import(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let Rows { rows, mut faults } = read_indicators(file);
    let tx = office.db.begin_write().await?;
    let known = known(&tx, &rows).await?;
    let mut report = ImportReport::default();
    let (mut new, mut corrected) = (Vec::new(), Vec::new());
    for row in rows {
        let Some(area) = known.area(&row) else {
            let reason = FaultReason::UnknownArea;
            faults.push(ImportFault::of_field(row.line, "area_code", reason));
            continue;
        };
        if row.day > office.clock.today() {
            let reason = FaultReason::OfTask(TaskReason::InTheFuture);
            faults.push(ImportFault::of_field(row.line, "day", reason));
            continue;
        }
        match known.values.get(&(area, row.code.clone(), row.day)) {
            Some(same) if same.value == row.value && same.unit == row.unit => {
                report.unchanged = report.unchanged.saturating_add(1);
            }
            Some(wrong) if row.reason.is_some() => corrected.push((wrong.clone(), row)),
            Some(_) => {
                let reason = FaultReason::OfTask(TaskReason::OtherValue);
                faults.push(ImportFault::of_field(row.line, "value", reason));
            }
            None => new.push(indicator(office, area, row)?),
        }
    }
    if !faults.is_empty() {
        return Err(faulty(faults));
    }
    report.inserted = number(new.len());
    report.updated = number(corrected.len());
    if !new.is_empty() || !corrected.is_empty() {
        stored::insert(&tx, &new).await?;
        for (wrong, row) in corrected {
            correct(office, &tx, &wrong, row).await?;
        }
        let details = serde_json::json!({ "report": report });
        note(office, &tx, None, None, "import.indicators", details).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(report)
}

/// Puts a value in the place of one that was wrong, which is kept.
async fn correct(
    office: &Office,
    tx: &Transaction,
    wrong: &Indicator,
    row: IndicatorRow,
) -> Result<(), Refusal> {
    let content = serde_json::json!({
        "value": wrong.value.to_string(), "unit": wrong.unit, "source": wrong.source,
    });
    let reason = row.reason.clone().unwrap_or_default();
    earlier_entries::replace(office, tx, wrong.id.0, &content, None, &reason).await?;
    let right = Indicator {
        value: row.value,
        unit: row.unit,
        source: row.source,
        ..wrong.clone()
    };
    Ok(stored::update(tx, &right).await?)
}

/// What is on record of the areas and days that a file names.
struct Known {
    areas: HashMap<String, Vec<Area>>,
    values: HashMap<(AreaId, String, Day), Indicator>,
}

impl Known {
    fn area(&self, row: &IndicatorRow) -> Option<AreaId> {
        let bearing = self.areas.get(&row.area_code)?;
        let found = bearing.iter().find(|area| area.exists_on(row.day))?;
        Some(found.id())
    }
}

async fn known(tx: &Transaction, rows: &[IndicatorRow]) -> Result<Known, StorageFault> {
    let mut codes: Vec<String> = rows.iter().map(|row| row.area_code.clone()).collect();
    codes.sort_unstable();
    codes.dedup();
    let found = areas::with_codes(tx, &codes).await?;
    let ids: Vec<AreaId> = found.iter().map(Area::id).collect();
    let mut areas: HashMap<String, Vec<Area>> = HashMap::new();
    for area in found {
        areas.entry(area.code.clone()).or_default().push(area);
    }
    let first = rows.iter().map(|row| row.day).min();
    let last = rows.iter().map(|row| row.day).max();
    let values = match first.zip(last) {
        Some(days) => stored::on_days(tx, &ids, days).await?,
        None => Vec::new(),
    };
    let key = |one: Indicator| ((one.area, one.code.clone(), one.day), one);
    Ok(Known {
        areas,
        values: values.into_iter().map(key).collect(),
    })
}

fn indicator(office: &Office, area: AreaId, row: IndicatorRow) -> Result<Indicator, Refusal> {
    let IndicatorRow {
        line: _,
        area_code: _,
        code,
        day,
        value,
        unit,
        source,
        reason: _,
    } = row;
    Ok(Indicator {
        id: IndicatorId(office.chance.id(office.clock.now())?),
        area,
        code,
        day,
        value,
        unit,
        source,
    })
}

/// The values of the unit that bears a code today, the newest first, at most [`LONGEST_SERIES`].
///
/// # Errors
/// Where the database can't be read.
pub async fn series(
    office: &Office,
    area_code: &str,
    code: Option<&str>,
) -> Result<Vec<Indicator>, Refusal> {
    let (read, today) = (office.db.read(), office.clock.today());
    let area = areas::with_codes_on(read, &[area_code.to_owned()], today).await?;
    match area.first() {
        Some(area) => Ok(stored::series(read, area.id(), code, today).await?),
        None => Ok(Vec::new()),
    }
}

/// The communes that exist today by how many criteria they meet: as the departments found last, where
/// they have looked at all of them, or as an indicator of a later day says. One without either is in
/// no group.
///
/// # Errors
/// Where the database can't be read.
pub async fn groups(
    office: &Office,
    district_code: Option<&str>,
) -> Result<Vec<GroupOfCommunes>, Refusal> {
    let (read, today) = (office.db.read(), office.clock.today());
    let district = match district_code {
        None => None,
        Some(code) => {
            let found = areas::with_codes_on(read, &[code.to_owned()], today).await?;
            match found.first() {
                Some(area) => Some(area.id()),
                None => return Ok(Vec::new()),
            }
        }
    };
    let grouping = grouping();
    let values = stored::of_communes(read, &grouping.indicator, today).await?;
    // The oldest come first, so that the latest stays.
    let mut latest: HashMap<AreaId, (i64, Day)> = values
        .into_iter()
        .filter_map(|one| Some((one.area, (one.value.whole()?, one.day))))
        .collect();
    for (area, found) in criteria::met_in_full(office).await? {
        let kept = latest.entry(area).or_insert(found);
        if kept.1 <= found.1 {
            *kept = found;
        }
    }
    let communes = areas::of_level(read, AreaLevel::Commune, Some(today)).await?;
    let lies_in = |area: &Area| district.is_none_or(|district| area.place.is_in(district));
    let group = |group: &Group| GroupOfCommunes {
        group: group.clone(),
        communes: communes
            .iter()
            .filter(|area| lies_in(area))
            .filter(|area| {
                latest
                    .get(&area.id())
                    .is_some_and(|(met, _)| group.holds(*met))
            })
            .cloned()
            .collect(),
    };
    Ok(grouping.groups.iter().map(group).collect())
}
