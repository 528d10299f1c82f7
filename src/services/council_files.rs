//! Files of the council's members and of titles: all of a file or nothing.

use std::collections::HashMap;

use super::council::{self, Appointment};
use super::imported::{ImportRefusal, ImportReport};
use super::notes::note;
use super::office::Office;
use super::refusal::Refusal;
use super::user_fault::UserFaultCode;
use crate::domain::base::ids::{AreaId, AreaTitleId};
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::imports::council_rows::{CouncilRow, TitleRow, read_council, read_titles};
use crate::domain::place::area::Area;
use crate::domain::recognition::candidacy::can_hold;
use crate::domain::recognition::title_record::AreaTitle;
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;
use crate::storage::{area_titles, areas, council as terms};

/// What a row came to.
enum Entered {
    Now,
    Ended,
    Before,
    Never(&'static str, FaultReason),
}

/// Adds rows up.
fn enter(line: usize, entered: Entered, report: &mut ImportReport, faults: &mut Vec<ImportFault>) {
    match entered {
        Entered::Now => report.inserted = report.inserted.saturating_add(1),
        Entered::Ended => report.updated = report.updated.saturating_add(1),
        Entered::Before => report.unchanged = report.unchanged.saturating_add(1),
        Entered::Never(field, reason) => faults.push(ImportFault::of_field(line, field, reason)),
    }
}

/// Imports the members of a council; terms on record stay, and are given an end where a row has one.
///
/// # Errors
/// [`ImportRefusal`]; nothing was changed.
pub async fn members(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let rows = read_council(file).whole()?;
    let tx = office.db.begin_write().await?;
    let (mut report, mut faults) = (ImportReport::default(), Vec::new());
    for row in rows {
        let line = row.line;
        let entered = member(office, &tx, row).await?;
        enter(line, entered, &mut report, &mut faults);
    }
    finish(office, tx, report, faults, "import.council").await
}

async fn member(office: &Office, tx: &Transaction, row: CouncilRow) -> Result<Entered, Refusal> {
    let province = match council::province(tx, row.province_code.as_deref(), row.since).await {
        Ok(province) => province.area,
        Err(Refusal::Faults(_)) => {
            return Ok(Entered::Never("province_code", FaultReason::UnknownArea));
        }
        Err(other) => return Err(other),
    };
    let known = terms::of_province(tx, province).await?;
    let same = known
        .iter()
        .find(|term| term.name == row.name && term.since == row.since);
    if let Some(term) = same {
        let same =
            term.position == row.position && (row.until.is_none() || row.until == term.until);
        return Ok(match row.until {
            _ if same => Entered::Before,
            Some(until) if term.position == row.position => {
                terms::end(tx, term.id, until).await?;
                Entered::Ended
            }
            _ => Entered::Never("position", FaultReason::OtherContent),
        });
    }
    let new = Appointment {
        province_code: None,
        account: row.name,
        position: row.position,
        since: row.since,
        until: row.until,
    };
    match council::appoint_in(office, tx, province, &new).await {
        Ok(_) => Ok(Entered::Now),
        Err(Refusal::Faults(faults)) => {
            let unknown = faults
                .iter()
                .any(|fault| fault.code == UserFaultCode::UnknownAccount);
            Ok(if unknown {
                Entered::Never("name", FaultReason::UnknownAccount)
            } else {
                Entered::Never("since", FaultReason::TermsOverlap)
            })
        }
        Err(other) => Err(other),
    }
}

/// Imports titles that areas were given before the system was there; those on record stay.
///
/// # Errors
/// [`ImportRefusal`]; nothing was changed.
pub async fn titles(office: &Office, file: &[u8]) -> Result<ImportReport, ImportRefusal> {
    let rows = read_titles(file).whole()?;
    let tx = office.db.begin_write().await?;
    let (mut report, mut faults) = (ImportReport::default(), Vec::new());
    let codes: Vec<String> = rows.iter().map(|row| row.area_code.clone()).collect();
    let named = areas::with_codes(&tx, &codes).await?;
    let ids: Vec<AreaId> = named.iter().map(Area::id).collect();
    let mut held: HashMap<AreaId, Vec<AreaTitle>> = HashMap::new();
    for title in area_titles::of_areas(&tx, &ids).await? {
        held.entry(title.area).or_default().push(title);
    }
    let mut new = Vec::new();
    for row in rows {
        let area = named
            .iter()
            .find(|area| area.code == row.area_code && area.exists_on(row.since));
        let entered = match area {
            None => Entered::Never("area_code", FaultReason::UnknownArea),
            Some(area) if !can_hold(row.title, area.place.level, area.kind) => {
                Entered::Never("title", FaultReason::UnfitTitle)
            }
            Some(area) => title(office, &row, area.id(), &mut held, &mut new)?,
        };
        enter(row.line, entered, &mut report, &mut faults);
    }
    if faults.is_empty() {
        area_titles::insert(&tx, &new).await?;
    }
    finish(office, tx, report, faults, "import.titles").await
}

/// The title of a row, unless the area has it already.
fn title(
    office: &Office,
    row: &TitleRow,
    area: AreaId,
    held: &mut HashMap<AreaId, Vec<AreaTitle>>,
    new: &mut Vec<AreaTitle>,
) -> Result<Entered, Refusal> {
    let own = held.entry(area).or_default();
    let of_title = || own.iter().filter(|one| one.title == row.title);
    if of_title().any(|one| one.since == Some(row.since)) {
        return Ok(Entered::Before);
    }
    let until =
        |end: Option<crate::domain::base::clock::Day>| end.unwrap_or(chrono::NaiveDate::MAX);
    let overlaps = |one: &AreaTitle| {
        one.since.is_none_or(|since| since <= until(row.until)) && row.since <= until(one.until)
    };
    if of_title().any(overlaps) {
        return Ok(Entered::Never("since", FaultReason::TermsOverlap));
    }
    let now = office.clock.now();
    let title = AreaTitle {
        id: AreaTitleId(office.chance.id(now)?),
        area,
        title: row.title,
        since: Some(row.since),
        until: row.until,
        decision: None,
        number: row.number.clone(),
        carried_from: None,
        ended_by: None,
        end_reason: None,
        recorded_at: now,
    };
    own.push(title.clone());
    new.push(title);
    Ok(Entered::Now)
}

async fn finish(
    office: &Office,
    tx: Transaction,
    report: ImportReport,
    faults: Vec<ImportFault>,
    action: &'static str,
) -> Result<ImportReport, ImportRefusal> {
    if !faults.is_empty() {
        return Err(faults.into());
    }
    if report.inserted > 0 || report.updated > 0 {
        let details = serde_json::json!({ "report": report });
        note(office, &tx, None, None, action, details).await?;
    }
    tx.commit().await.map_err(StorageFault::from)?;
    Ok(report)
}
