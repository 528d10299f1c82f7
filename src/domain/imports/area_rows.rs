//! Reads a file of administrative units.
//!
//! In Vietnamese: đơn vị hành chính.

use std::collections::{BTreeSet, HashMap};

use super::rows::{Columns, RowReader, Rows, code, day, integer, name, parts, read_rows};
use crate::domain::base::clock::Day;
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::base::toml_reader::term;
use crate::domain::place::area::{AreaLevel, CommuneKind};
use crate::domain::place::reference::AreaRef;

/// The columns of an areas file.
pub const AREA_COLUMNS: Columns = Columns {
    needed: &["code", "name", "level", "parent_code"],
    optional: &[
        "kind",
        "households",
        "valid_from",
        "valid_until",
        "predecessors",
    ],
};

/// The most households that one hamlet can have.
const MOST_HOUSEHOLDS: i64 = 100_000;

/// One row of an areas file; what it leaves out it doesn't say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRow {
    /// The line on which it begins.
    pub line: usize,
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: AreaLevel,
    /// What a unit of commune level is.
    pub kind: Option<CommuneKind>,
    /// The unit above; a province has none.
    pub parent: Option<AreaRef>,
    /// Registered households of a hamlet.
    pub households: Option<i64>,
    /// The first day.
    pub valid_from: Option<Day>,
    /// The last day.
    pub valid_until: Option<Day>,
    /// The units that it was made of on its first day; a code alone is read on the day before.
    pub predecessors: Vec<AreaRef>,
}

/// What was read of an areas file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaFile {
    /// The rows that read well, and the faults of the rest.
    pub rows: Rows<AreaRow>,
    /// Codes of rows that didn't read well: what names them as parent is not at fault for it.
    pub unread: BTreeSet<String>,
}

impl AreaFile {
    /// Reads an areas file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut unread = BTreeSet::new();
        let mut first = HashMap::new();
        let rows = read_rows(bytes, AREA_COLUMNS, |row| {
            let found = area_row(row).filter(|found| is_sound(row, found));
            let Some(found) = found else {
                unread.extend(row.cell("code").map(str::to_owned));
                return None;
            };
            let key = (found.code.clone(), found.valid_from);
            let line = *first.entry(key).or_insert(found.line);
            if line != found.line {
                row.note("code", FaultReason::RepeatedFrom(line));
                return None;
            }
            Some(found)
        });
        Self { rows, unread }
    }

    /// The faults that were found so far.
    #[must_use]
    pub fn faults(&self) -> &[ImportFault] {
        &self.rows.faults
    }
}

fn area_row(row: &mut RowReader<'_>) -> Option<AreaRow> {
    let code = row.need("code", code);
    let name = row.need("name", name);
    let level = row.need("level", level_and_kind);
    let parent = row.optional("parent_code", str::parse::<AreaRef>);
    let kind = row.optional("kind", |text| term(text, CommuneKind::ALL));
    let households = row.optional("households", |text| integer(text, 0, MOST_HOUSEHOLDS));
    let valid_from = row.optional("valid_from", day);
    let valid_until = row.optional("valid_until", day);
    let predecessors = row.optional("predecessors", |text| {
        parts(text).map(str::parse::<AreaRef>).collect()
    });
    let (level, kind_of_level) = level?;
    let kind = kind?;
    if let (Some(one), Some(other)) = (kind_of_level, kind)
        && one != other
    {
        row.note("kind", FaultReason::UnfitKind);
    }
    Some(AreaRow {
        line: row.line(),
        code: code?,
        name: name?,
        level,
        kind: kind.or(kind_of_level),
        parent: parent?,
        households: households?,
        valid_from: valid_from?,
        valid_until: valid_until?,
        predecessors: predecessors?.unwrap_or_default(),
    })
}

/// The levels as the statistics office's lists write them, beside our four.
fn level_and_kind(text: &str) -> Result<(AreaLevel, Option<CommuneKind>), FaultReason> {
    Ok(match text.to_ascii_lowercase().as_str() {
        "province" => (AreaLevel::Province, None),
        "district" | "district_city" | "district_town" => (AreaLevel::District, None),
        "commune" => (AreaLevel::Commune, None),
        "township" => (AreaLevel::Commune, Some(CommuneKind::Township)),
        "ward" => (AreaLevel::Commune, Some(CommuneKind::Ward)),
        "hamlet" => (AreaLevel::Hamlet, None),
        _ => {
            let names =
                "province, district, district_city, district_town, commune, township, ward, hamlet";
            return Err(FaultReason::UnknownTerm(names.to_owned()));
        }
    })
}

/// Notes what contradicts itself in a row; false where something does.
fn is_sound(row: &mut RowReader<'_>, found: &AreaRow) -> bool {
    let mut sound = true;
    let mut note = |column, reason| {
        row.note(column, reason);
        sound = false;
    };
    match (found.level, &found.parent) {
        (AreaLevel::Province, Some(_)) => note("parent_code", FaultReason::ProvinceWithParent),
        (AreaLevel::Province, None) => {}
        (_, None) => note("parent_code", FaultReason::Empty),
        (AreaLevel::Hamlet, Some(parent)) if !is_hamlet_code(&found.code, &parent.code) => {
            note("code", FaultReason::NotAHamletCode);
        }
        _ => {}
    }
    if found.households.is_some() && found.level != AreaLevel::Hamlet {
        note("households", FaultReason::OnlyOfHamlets);
    }
    if found.kind.is_some() && found.level != AreaLevel::Commune {
        note("kind", FaultReason::OnlyOfCommunes);
    }
    if !found.predecessors.is_empty() && found.valid_from.is_none() {
        note("predecessors", FaultReason::UndatedPredecessor);
    }
    if let (Some(from), Some(until)) = (found.valid_from, found.valid_until)
        && until < from
    {
        note("valid_until", FaultReason::EndsBeforeItBegins);
    }
    sound
}

/// Whether a code is its commune's, a hyphen and two digits: a hamlet has no official code.
fn is_hamlet_code(code: &str, commune: &str) -> bool {
    let number = code
        .strip_prefix(commune)
        .and_then(|rest| rest.strip_prefix('-'));
    number
        .is_some_and(|number| number.len() == 2 && number.bytes().all(|byte| byte.is_ascii_digit()))
}
