//! Reads a file of certification rounds with what is owed by when.
//!
//! In Vietnamese: đợt xét công nhận và các mốc thời hạn.

use crate::domain::base::clock::Day;
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::base::text::{LONGEST_NAME, cleaned};
use crate::domain::base::toml_reader::{Once, TableReader, read_document};
use crate::domain::law::round::{Deliverable, DueDate};

/// The most rounds in one file.
const MOST_ROUNDS: usize = 100;

/// One round as a file gives it; what the file leaves out it doesn't say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundEntry {
    /// The line on which it begins.
    pub line: usize,
    /// Its year.
    pub year: i32,
    /// Its number in the year.
    pub ordinal: i32,
    /// Its name.
    pub name: Option<String>,
    /// Code of the regulation, whose newest version judges a round that is new.
    pub regulation: String,
    /// Code of the province; may be left out where there is one alone.
    pub province: Option<String>,
    /// The day on which area codes are read.
    pub as_of: Option<Day>,
    /// What is owed by when.
    pub deadlines: Vec<DueDate>,
}

/// Reads a file of rounds. Whether regulation and province exist is the database's to say.
///
/// # Errors
/// Every fault of the file, in order of lines.
pub fn read_rounds(bytes: &[u8]) -> Result<Vec<RoundEntry>, Vec<ImportFault>> {
    read_document(bytes, |file| {
        let mut once = Once::default();
        let rounds = file.tables("rounds", |table| round(table, &mut once))?;
        let fits = (1..=MOST_ROUNDS).contains(&rounds.len());
        let fits = fits.then_some(rounds);
        file.noted("rounds", fits.ok_or(FaultReason::Entries(1, MOST_ROUNDS)))
    })
}

type Key = (i32, i32, Option<String>);

fn round(table: &mut TableReader<'_, '_>, once: &mut Once<Key>) -> Option<RoundEntry> {
    let year = table.integer("year", 1990, 2200);
    let ordinal = table.integer("ordinal", 1, 100);
    let name = table.optional("name", |table, key| {
        let text = table.text(key)?;
        table.noted(key, cleaned(&text, LONGEST_NAME))
    });
    let regulation = table.code("regulation");
    let province = table.optional("province", TableReader::code);
    let as_of = table.optional("as_of", TableReader::day);
    let mut owed = Once::default();
    let deadlines = table.tables("deadlines", |table| deadline(table, &mut owed));
    let entry = RoundEntry {
        line: table.line(),
        year: year?,
        ordinal: ordinal?,
        name: name?,
        regulation: regulation?,
        province: province?,
        as_of: as_of?,
        deadlines: deadlines?,
    };
    let key = (entry.year, entry.ordinal, entry.province.clone());
    once.enter(table, "ordinal", key);
    Some(entry)
}

fn deadline(table: &mut TableReader<'_, '_>, owed: &mut Once<Deliverable>) -> Option<DueDate> {
    let deliverable = table.term("deliverable", Deliverable::ALL);
    let due_before = table.day("due_before");
    let date = DueDate {
        deliverable: deliverable?,
        due_before: due_before?,
    };
    owed.enter(table, "deliverable", date.deliverable);
    Some(date)
}
