//! Reads a CSV file row by row and notes every fault with its line.

use csv::{ReaderBuilder, StringRecord};

use crate::domain::base::clock::Day;
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::base::text::{LONGEST_NAME, cleaned, is_code, written_day};
use crate::domain::base::toml_reader::utf8;

/// What was read of a file: rows without a fault, and all faults of the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows<T> {
    /// The rows that read well, in order.
    pub rows: Vec<T>,
    /// Every fault, in order of lines; where there is one, nothing may be imported.
    pub faults: Vec<ImportFault>,
}

impl<T> Rows<T> {
    /// The rows, where the whole file is without a fault.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn whole(self) -> Result<Vec<T>, Vec<ImportFault>> {
        if self.faults.is_empty() {
            Ok(self.rows)
        } else {
            Err(self.faults)
        }
    }
}

/// The columns of a format.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    /// Columns that the header must have.
    pub needed: &'static [&'static str],
    /// Columns that it may have.
    pub optional: &'static [&'static str],
}

/// Reads a file: UTF-8 with or without byte order mark, LF or CRLF, commas, a header first.
///
/// Columns may stand in any order; empty lines are passed over. `read` gives `None` where it
/// noted a fault.
pub fn read_rows<T>(
    bytes: &[u8],
    columns: Columns,
    mut read: impl FnMut(&mut RowReader<'_>) -> Option<T>,
) -> Rows<T> {
    let mut all = Rows {
        rows: Vec::new(),
        faults: Vec::new(),
    };
    let text = match utf8(bytes) {
        Ok(text) => text,
        Err(faults) => {
            all.faults = faults;
            return all;
        }
    };
    let mut records = Records::of(text);
    let Some((line, head)) = records.next() else {
        all.faults
            .push(ImportFault::of_line(1, FaultReason::EmptyFile));
        return all;
    };
    let header = Header::read(&head, line, columns, &mut all.faults);
    if !all.faults.is_empty() {
        return all;
    }
    for (line, record) in records {
        let mut reader = RowReader {
            line,
            header: &header,
            record: &record,
            faults: &mut all.faults,
        };
        if reader.has_every_field()
            && let Some(row) = read(&mut reader)
        {
            all.rows.push(row);
        }
    }
    all.faults.sort_by_key(|fault| fault.line);
    all
}

/// The records of a text, each with the line on which it begins.
struct Records<'t> {
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    line: usize,
    at: usize,
}

impl<'t> Records<'t> {
    fn of(text: &'t str) -> Self {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Self {
            text,
            reader,
            line: 1,
            at: 0,
        }
    }

    /// The line of the first byte from `start` on that is no line end: the reader passes over
    /// empty lines, but counts a record from where it began to look for it.
    fn line_from(&mut self, start: usize) -> usize {
        let rest = self.text.as_bytes().iter().enumerate().skip(self.at);
        for (at, byte) in rest {
            if at >= start && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.line += usize::from(*byte == b'\n');
            self.at = at + 1;
        }
        self.line
    }
}

impl Iterator for Records<'_> {
    type Item = (usize, StringRecord);

    fn next(&mut self) -> Option<Self::Item> {
        let start = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let mut record = StringRecord::new();
        // Reading from memory, already UTF-8 and with rows of any length, can't fail.
        self.reader
            .read_record(&mut record)
            .unwrap_or(false)
            .then(|| (self.line_from(start), record))
    }
}

/// Which column stands where.
struct Header(Vec<String>);

impl Header {
    fn read(
        head: &StringRecord,
        line: usize,
        columns: Columns,
        faults: &mut Vec<ImportFault>,
    ) -> Self {
        let names: Vec<String> = head
            .iter()
            .map(|name| name.trim().to_ascii_lowercase())
            .collect();
        let known = |name: &str| columns.needed.contains(&name) || columns.optional.contains(&name);
        for (position, name) in names.iter().enumerate() {
            if !known(name) {
                let shown = cleaned(name, LONGEST_NAME).unwrap_or_default();
                faults.push(ImportFault::of_field(
                    line,
                    shown,
                    FaultReason::UnknownField,
                ));
            } else if names.iter().take(position).any(|before| before == name) {
                faults.push(ImportFault::of_field(
                    line,
                    name.clone(),
                    FaultReason::RepeatedColumn,
                ));
            }
        }
        for name in columns.needed {
            if !names.iter().any(|found| found == name) {
                faults.push(ImportFault::of_field(
                    line,
                    *name,
                    FaultReason::MissingField,
                ));
            }
        }
        Self(names)
    }
}

/// One row, with the faults that are noted of it.
pub struct RowReader<'a> {
    line: usize,
    header: &'a Header,
    record: &'a StringRecord,
    faults: &'a mut Vec<ImportFault>,
}

impl RowReader<'_> {
    /// The line on which the row begins.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// Notes a fault of a column.
    pub fn note(&mut self, column: &'static str, reason: FaultReason) {
        self.faults
            .push(ImportFault::of_field(self.line, column, reason));
    }

    /// Notes a fault of a column where there is one; gives the value where there is none.
    pub fn noted<T>(&mut self, column: &'static str, value: Result<T, FaultReason>) -> Option<T> {
        value.map_err(|reason| self.note(column, reason)).ok()
    }

    fn has_every_field(&mut self) -> bool {
        let (expected, found) = (self.header.0.len(), self.record.len());
        if expected != found {
            let reason = FaultReason::FieldCount { expected, found };
            self.faults.push(ImportFault::of_line(self.line, reason));
        }
        expected == found
    }

    /// What stands in a column, trimmed; `None` where nothing does or there is no such column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&str> {
        let position = self.header.0.iter().position(|name| name == column)?;
        let text = self.record.get(position)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// What `read` makes of a column in which something must stand.
    pub fn need<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, FaultReason>,
    ) -> Option<T> {
        let value = self.cell(column).ok_or(FaultReason::Empty).and_then(read);
        self.noted(column, value)
    }

    /// What `read` makes of a column in which something may stand: `Some(None)` where nothing does.
    pub fn optional<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, FaultReason>,
    ) -> Option<Option<T>> {
        let value = self.cell(column).map(read).transpose();
        self.noted(column, value)
    }
}

/// A name of at most 200 characters.
///
/// # Errors
/// As [`cleaned`].
pub fn name(text: &str) -> Result<String, FaultReason> {
    cleaned(text, LONGEST_NAME)
}

/// A code of letters, digits, `.`, `_`, `-`.
///
/// # Errors
/// [`FaultReason::NotACode`].
pub fn code(text: &str) -> Result<String, FaultReason> {
    let fits = is_code(text).then(|| text.to_owned());
    fits.ok_or(FaultReason::NotACode)
}

/// A day written `2019-07-17`.
///
/// # Errors
/// [`FaultReason::NotADay`].
pub fn day(text: &str) -> Result<Day, FaultReason> {
    written_day(text).ok_or(FaultReason::NotADay)
}

/// A whole number from `least` to `most`, in digits alone.
///
/// # Errors
/// [`FaultReason::NotInRange`].
pub fn integer(text: &str, least: i64, most: i64) -> Result<i64, FaultReason> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<i64>().ok();
    let number = number.filter(|number| digits && (least..=most).contains(number));
    number.ok_or(FaultReason::NotInRange(least, most))
}

/// The parts of a list whose entries are separated by spaces or semicolons.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    let separators = |c: char| c.is_whitespace() || c == ';';
    text.split(separators).filter(|part| !part.is_empty())
}
