//! Reads lists of the council's members and of titles that areas hold.
//!
//! In Vietnamese: danh sách thành viên hội đồng, danh sách danh hiệu đã được công nhận.

use std::collections::HashMap;

use super::rows::{Columns, Rows, code, day, name, read_rows};
use crate::domain::base::clock::Day;
use crate::domain::base::import_fault::FaultReason;
use crate::domain::base::text::cleaned;
use crate::domain::base::toml_reader::term;
use crate::domain::law::title::Title;
use crate::domain::recognition::council::CouncilPosition;

/// The columns of a council's list.
pub const COUNCIL_COLUMNS: Columns = Columns {
    needed: &["name", "position", "since"],
    optional: &["until", "province_code"],
};

/// The columns of a list of titles.
pub const TITLE_COLUMNS: Columns = Columns {
    needed: &["area_code", "title", "since"],
    optional: &["until", "number"],
};

/// The longest number of a decision, in characters.
const LONGEST_NUMBER: usize = 100;

/// One member's term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilRow {
    /// The line on which it stands.
    pub line: usize,
    /// The account's name.
    pub name: String,
    /// As what.
    pub position: CouncilPosition,
    /// The first day of the term.
    pub since: Day,
    /// The last day of the term.
    pub until: Option<Day>,
    /// Code of the province.
    pub province_code: Option<String>,
}

/// One title of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleRow {
    /// The line on which it stands.
    pub line: usize,
    /// The area's code on the title's first day.
    pub area_code: String,
    /// The title.
    pub title: Title,
    /// The day of the decision.
    pub since: Day,
    /// The last day, where it has ended.
    pub until: Option<Day>,
    /// Number of the decision.
    pub number: Option<String>,
}

/// Reads a council's list. Whether the accounts exist is the database's to say.
#[must_use]
pub fn read_council(bytes: &[u8]) -> Rows<CouncilRow> {
    let mut first = HashMap::new();
    read_rows(bytes, COUNCIL_COLUMNS, |row| {
        let account = row.need("name", name);
        let position = row.need("position", |text| term(text, CouncilPosition::ALL));
        let since = row.need("since", day);
        let until = row.optional("until", day);
        let province_code = row.optional("province_code", code);
        let found = CouncilRow {
            line: row.line(),
            name: account?,
            position: position?,
            since: since?,
            until: until?,
            province_code: province_code?,
        };
        if found.until.is_some_and(|until| until < found.since) {
            row.note("until", FaultReason::EndsBeforeItBegins);
        }
        let key = (found.name.clone(), found.since);
        let line = *first.entry(key).or_insert(found.line);
        if line != found.line {
            row.note("name", FaultReason::RepeatedFrom(line));
        }
        Some(found)
    })
}

/// Reads a list of titles. Whether the areas exist is the database's to say.
#[must_use]
pub fn read_titles(bytes: &[u8]) -> Rows<TitleRow> {
    let mut first = HashMap::new();
    read_rows(bytes, TITLE_COLUMNS, |row| {
        let area_code = row.need("area_code", code);
        let title = row.need("title", |text| term(text, Title::ALL));
        let since = row.need("since", day);
        let until = row.optional("until", day);
        let number = row.optional("number", |text| cleaned(text, LONGEST_NUMBER));
        let found = TitleRow {
            line: row.line(),
            area_code: area_code?,
            title: title?,
            since: since?,
            until: until?,
            number: number?,
        };
        if found.until.is_some_and(|until| until < found.since) {
            row.note("until", FaultReason::EndsBeforeItBegins);
        }
        let key = (found.area_code.clone(), found.title, found.since);
        let line = *first.entry(key).or_insert(found.line);
        if line != found.line {
            row.note("area_code", FaultReason::RepeatedFrom(line));
        }
        Some(found)
    })
}
