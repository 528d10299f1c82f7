//! Reads indicators of areas from a CSV file.
//!
//! In Vietnamese: số liệu chỉ tiêu theo đơn vị và ngày.

use std::collections::HashMap;

use super::rows::{Columns, RowReader, Rows, code, day, name, read_rows};
use crate::domain::base::clock::Day;
use crate::domain::base::import_fault::{FaultReason, TaskReason};
use crate::domain::base::text::{LONGEST_LABEL, cleaned};
use crate::domain::tasks::decimal::Decimal;

/// The columns of an indicators file.
pub const INDICATOR_COLUMNS: Columns = Columns {
    needed: &["area_code", "code", "day", "value", "unit", "source"],
    optional: &["reason"],
};

/// A value of an indicator in an area on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorRow {
    /// The line on which it stands.
    pub line: usize,
    /// The area's code on that day.
    pub area_code: String,
    /// What is measured.
    pub code: String,
    /// The day.
    pub day: Day,
    /// The value.
    pub value: Decimal,
    /// Its unit.
    pub unit: String,
    /// Who says so.
    pub source: String,
    /// Why another value on record is wrong, where this one takes its place.
    pub reason: Option<String>,
}

/// Reads an indicators file. Whether the areas exist is the database's to say.
#[must_use]
pub fn read_indicators(bytes: &[u8]) -> Rows<IndicatorRow> {
    let mut first = HashMap::new();
    read_rows(bytes, INDICATOR_COLUMNS, |row| {
        let found = indicator(row)?;
        let key = (found.area_code.clone(), found.code.clone(), found.day);
        let line = *first.entry(key).or_insert(found.line);
        if line != found.line {
            row.note("code", FaultReason::RepeatedFrom(line));
        }
        Some(found)
    })
}

fn indicator(row: &mut RowReader<'_>) -> Option<IndicatorRow> {
    let area_code = row.need("area_code", code);
    let what = row.need("code", code);
    let day = row.need("day", day);
    let value = row.need("value", |text| {
        text.parse()
            .map_err(|_| FaultReason::OfTask(TaskReason::NotADecimal))
    });
    let unit = row.need("unit", name);
    let source = row.need("source", |text| cleaned(text, LONGEST_LABEL));
    let reason = row.optional("reason", |text| cleaned(text, LONGEST_LABEL));
    Some(IndicatorRow {
        line: row.line(),
        area_code: area_code?,
        code: what?,
        day: day?,
        value: value?,
        unit: unit?,
        source: source?,
        reason: reason?,
    })
}
