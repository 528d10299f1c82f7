//! Reads the roster of households, for hamlets that keep one.

use std::collections::HashMap;

use super::rows::{Columns, Rows, code, read_rows};
use crate::domain::base::import_fault::FaultReason;

/// The columns of a households file.
pub const HOUSEHOLD_COLUMNS: Columns = Columns {
    needed: &["hamlet_code", "household_code"],
    optional: &[],
};

/// One household: an opaque code within its hamlet, no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdRow {
    /// The line on which it stands.
    pub line: usize,
    /// The hamlet's code.
    pub hamlet_code: String,
    /// The household's code, compared exactly.
    pub household_code: String,
}

/// Reads a households file. Whether the hamlets exist is the database's to say.
#[must_use]
pub fn read_households(bytes: &[u8]) -> Rows<HouseholdRow> {
    let mut first = HashMap::new();
    read_rows(bytes, HOUSEHOLD_COLUMNS, |row| {
        let hamlet_code = row.need("hamlet_code", code);
        let household_code = row.need("household_code", code);
        let (hamlet_code, household_code) = (hamlet_code?, household_code?);
        let line = row.line();
        let key = (hamlet_code.clone(), household_code.clone());
        let first = *first.entry(key).or_insert(line);
        if first != line {
            row.note("household_code", FaultReason::RepeatedFrom(first));
        }
        Some(HouseholdRow {
            line,
            hamlet_code,
            household_code,
        })
    })
}
