//! Reads the nominations of a round.
//!
//! In Vietnamese: danh sách đề nghị xét công nhận.

use std::collections::HashMap;

use super::rows::{Columns, RowReader, Rows, code, integer, read_rows};
use crate::domain::base::import_fault::FaultReason;
use crate::domain::base::toml_reader::term;
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::CandidacyPurpose;

/// The columns of a nominations file.
pub const NOMINATION_COLUMNS: Columns = Columns {
    needed: &["year", "ordinal", "area_code", "title"],
    optional: &["purpose"],
};

/// One nomination: an area, a title, a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NominationRow {
    /// The line on which it stands.
    pub line: usize,
    /// The round's year.
    pub year: i32,
    /// The round's number in the year.
    pub ordinal: i32,
    /// The area's code, read on the round's day.
    pub area_code: String,
    /// The title.
    pub title: Title,
    /// What for; recognition where nothing is said.
    pub purpose: CandidacyPurpose,
}

/// Reads a nominations file. Whether round and area exist is the database's to say.
#[must_use]
pub fn read_nominations(bytes: &[u8]) -> Rows<NominationRow> {
    let mut first = HashMap::new();
    read_rows(bytes, NOMINATION_COLUMNS, |row| {
        let found = nomination(row)?;
        let key = (
            found.year,
            found.ordinal,
            found.area_code.clone(),
            found.title,
            found.purpose,
        );
        let line = *first.entry(key).or_insert(found.line);
        if line != found.line {
            row.note("area_code", FaultReason::RepeatedFrom(line));
        }
        Some(found)
    })
}

fn nomination(row: &mut RowReader<'_>) -> Option<NominationRow> {
    let year = row.need("year", |text| small(text, 1900, 9999));
    let ordinal = row.need("ordinal", |text| small(text, 1, 999));
    let area_code = row.need("area_code", code);
    let title = row.need("title", |text| term(text, Title::ALL));
    let purpose = row.optional("purpose", |text| term(text, CandidacyPurpose::ALL));
    Some(NominationRow {
        line: row.line(),
        year: year?,
        ordinal: ordinal?,
        area_code: area_code?,
        title: title?,
        purpose: purpose?.unwrap_or(CandidacyPurpose::Recognition),
    })
}

fn small(text: &str, least: i32, most: i32) -> Result<i32, FaultReason> {
    let (least, most) = (i64::from(least), i64::from(most));
    let number = integer(text, least, most)?;
    i32::try_from(number).map_err(|_| FaultReason::NotInRange(least, most))
}
