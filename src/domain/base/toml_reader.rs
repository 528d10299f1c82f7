//! Reads a TOML document key by key and notes every fault with its line.
//!
//! Unlike a derived deserialiser it goes on after a fault, so that who wrote the file sees all
//! that is wrong at once; a key that nobody asked for is a fault too.

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::clock::Day;
use super::import_fault::{FaultReason, ImportFault, ValueKind};
use super::language::Bilingual;
use super::ratio::Limit;
use super::text::{LONGEST_LABEL, cleaned, in_living_memory, is_code};

/// What is noted while a document is read.
struct Notes<'t> {
    text: &'t str,
    faults: RefCell<Vec<ImportFault>>,
}

impl Notes<'_> {
    /// The line on which a byte stands, from 1.
    fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().iter().take(at);
        before.filter(|byte| **byte == b'\n').count() + 1
    }

    fn note(&self, at: usize, field: Option<String>, reason: FaultReason) {
        let line = self.line(at);
        self.faults.borrow_mut().push(ImportFault {
            line,
            field,
            reason,
        });
    }
}

/// Reads a document with `read`, which gives `None` where it noted a fault.
///
/// # Errors
/// Every fault that was noted, in order of lines; at least one.
pub fn read_document<T>(
    bytes: &[u8],
    read: impl FnOnce(&mut TableReader<'_, '_>) -> Option<T>,
) -> Result<T, Vec<ImportFault>> {
    let text = utf8(bytes)?;
    let notes = Notes {
        text,
        faults: RefCell::default(),
    };
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        let detail = error.message().to_owned();
        notes.note(at, None, FaultReason::Syntax(detail));
    }
    if !notes.faults.borrow().is_empty() {
        return Err(sorted(notes.faults.into_inner()));
    }
    let mut reader = TableReader::new(&notes, document.get_ref(), 0, String::new());
    let value = read(&mut reader);
    reader.refuse_the_rest();
    match (value, sorted(notes.faults.into_inner())) {
        (Some(value), faults) if faults.is_empty() => Ok(value),
        (None, faults) if faults.is_empty() => {
            Err(vec![ImportFault::of_line(1, FaultReason::EmptyFile)])
        }
        (_, faults) => Err(faults),
    }
}

/// The text of a file without its byte order mark.
///
/// # Errors
/// A fault for each line that is not UTF-8.
pub fn utf8(bytes: &[u8]) -> Result<&str, Vec<ImportFault>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| {
        let lines = bytes.split(|byte| *byte == b'\n').enumerate();
        lines
            .filter(|(_, line)| std::str::from_utf8(line).is_err())
            .map(|(before, _)| ImportFault::of_line(before + 1, FaultReason::NotUtf8))
            .collect()
    })
}

fn sorted(mut faults: Vec<ImportFault>) -> Vec<ImportFault> {
    faults.sort_by_key(|fault| fault.line);
    faults.dedup();
    faults
}

/// One table of a document, with the keys that were asked for.
pub struct TableReader<'a, 't> {
    notes: &'a Notes<'t>,
    table: &'a DeTable<'t>,
    at: usize,
    path: String,
    asked: BTreeSet<&'static str>,
}

type Value<'a, 't> = &'a Spanned<DeValue<'t>>;

impl<'a, 't> TableReader<'a, 't> {
    const fn new(notes: &'a Notes<'t>, table: &'a DeTable<'t>, at: usize, path: String) -> Self {
        Self {
            notes,
            table,
            at,
            path,
            asked: BTreeSet::new(),
        }
    }

    /// The line on which the table begins.
    #[must_use]
    pub fn line(&self) -> usize {
        self.notes.line(self.at)
    }

    /// The line on which a key's value stands; the table's where the key is absent.
    #[must_use]
    pub fn line_of(&self, key: &'static str) -> usize {
        self.notes.line(self.place(key))
    }

    /// Notes a fault of a key.
    pub fn note(&self, key: &'static str, reason: FaultReason) {
        self.notes
            .note(self.place(key), Some(self.field(key)), reason);
    }

    /// Notes a fault of a key where there is one; gives the value where there is none.
    pub fn noted<T>(&self, key: &'static str, value: Result<T, FaultReason>) -> Option<T> {
        value.map_err(|reason| self.note(key, reason)).ok()
    }

    fn place(&self, key: &str) -> usize {
        let found = self.table.get(key).map(Spanned::span);
        found.map_or(self.at, |span: Range<usize>| span.start)
    }

    fn field(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    fn find(&mut self, key: &'static str) -> Option<Value<'a, 't>> {
        self.asked.insert(key);
        self.table.get(key)
    }

    fn need(&mut self, key: &'static str) -> Option<Value<'a, 't>> {
        let found = self.find(key);
        if found.is_none() {
            self.note(key, FaultReason::MissingField);
        }
        found
    }

    fn as_kind<T>(&self, key: &'static str, kind: ValueKind, value: Option<T>) -> Option<T> {
        self.noted(key, value.ok_or(FaultReason::WrongKind(kind)))
    }

    /// A text of at most 1,000 characters that must stand there, cleaned.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        let value = self.need(key)?.get_ref().as_str();
        let text = self.as_kind(key, ValueKind::Text, value)?;
        self.noted(key, cleaned(text, LONGEST_LABEL))
    }

    /// A code of ours that must stand there.
    pub fn code(&mut self, key: &'static str) -> Option<String> {
        let code = self.text(key)?;
        let fits = is_code(&code);
        self.noted(key, fits.then_some(code).ok_or(FaultReason::NotACode))
    }

    /// `Some(None)` where the key is absent; else what `read` makes of it.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Self, &'static str) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.find(key) {
            None => Some(None),
            Some(_) => read(self, key).map(Some),
        }
    }

    /// A whole number from `least` to `most` that must stand there.
    pub fn integer(&mut self, key: &'static str, least: i32, most: i32) -> Option<i32> {
        let value = self.need(key)?.get_ref().as_integer();
        let number = self.as_kind(key, ValueKind::Integer, value)?;
        let number = i32::from_str_radix(number.as_str(), number.radix()).ok();
        let out = FaultReason::NotInRange(least.into(), most.into());
        let number = number.filter(|number| (least..=most).contains(number));
        self.noted(key, number.ok_or(out))
    }

    /// `true` or `false`, which must stand there.
    pub fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let value = self.need(key)?.get_ref().as_bool();
        self.as_kind(key, ValueKind::Boolean, value)
    }

    /// A date without a time that must stand there.
    pub fn day(&mut self, key: &'static str) -> Option<Day> {
        let value = self.need(key)?.get_ref().as_datetime();
        let value = value.filter(|value| value.time.is_none());
        let date = value.and_then(|value| value.date);
        let date = self.as_kind(key, ValueKind::Date, date)?;
        let day = Day::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
        let day = day.filter(|day| in_living_memory(*day));
        self.noted(key, day.ok_or(FaultReason::NotADay))
    }

    /// One of a closed list of names, in capitals or not, which must stand there.
    pub fn term<T: Copy + std::fmt::Display>(&mut self, key: &'static str, all: &[T]) -> Option<T> {
        let text = self.text(key)?;
        self.noted(key, term(&text, all))
    }

    /// A list of names of a closed list, each once and at least one, which must stand there.
    pub fn terms<T: Copy + PartialEq + std::fmt::Display>(
        &mut self,
        key: &'static str,
        all: &[T],
    ) -> Option<Vec<T>> {
        let value = self.need(key)?.get_ref().as_array();
        let list = self.as_kind(key, ValueKind::Texts, value)?;
        let mut found = Vec::with_capacity(list.len());
        for entry in list {
            let text = self.as_kind(key, ValueKind::Texts, entry.get_ref().as_str())?;
            let one = self.noted(key, term(text, all))?;
            if found.contains(&one) {
                self.note(key, FaultReason::RepeatedFrom(self.line_of(key)));
                return None;
            }
            found.push(one);
        }
        let some = (!found.is_empty()).then_some(found);
        self.noted(key, some.ok_or(FaultReason::Empty))
    }

    /// A list of codes of ours, each once and at least one, which must stand there.
    pub fn codes(&mut self, key: &'static str) -> Option<Vec<String>> {
        let value = self.need(key)?.get_ref().as_array();
        let list = self.as_kind(key, ValueKind::Texts, value)?;
        let mut found: Vec<String> = Vec::with_capacity(list.len());
        for entry in list {
            let code = self.as_kind(key, ValueKind::Texts, entry.get_ref().as_str())?;
            if !is_code(code) || found.iter().any(|before| before == code) {
                self.note(key, FaultReason::NotACode);
                return None;
            }
            found.push(code.to_owned());
        }
        let some = (!found.is_empty()).then_some(found);
        self.noted(key, some.ok_or(FaultReason::Empty))
    }

    /// A percentage written as a text, such as `"80"` or `"66.67"`, which must stand there.
    pub fn limit(&mut self, key: &'static str) -> Option<Limit> {
        let text = self.text(key)?;
        self.noted(key, limit(&text).ok_or(FaultReason::NotALimit))
    }

    /// A text in both languages that must stand there.
    pub fn bilingual(&mut self, key: &'static str) -> Option<Bilingual> {
        self.table(key, |table| {
            let (vi, en) = (table.text("vi"), table.text("en"));
            Some(Bilingual { vi: vi?, en: en? })
        })
    }

    /// A table that must stand there, read with `read`.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut TableReader<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        let value = self.need(key)?;
        let table = self.as_kind(key, ValueKind::Table, value.get_ref().as_table())?;
        let path = self.field(key);
        let mut reader = TableReader::new(self.notes, table, value.span().start, path);
        let read = read(&mut reader);
        reader.refuse_the_rest();
        read
    }

    /// A list of tables, each read with `read`; empty where the key is absent.
    ///
    /// `None` where any of them has a fault.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut TableReader<'_, '_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(value) = self.find(key) else {
            return Some(Vec::new());
        };
        let list = self.as_kind(key, ValueKind::Tables, value.get_ref().as_array())?;
        let mut all = Some(Vec::with_capacity(list.len()));
        for (position, entry) in list.iter().enumerate() {
            let path = format!("{}[{}]", self.field(key), position + 1);
            let one = if let Some(table) = entry.get_ref().as_table() {
                let mut reader = TableReader::new(self.notes, table, entry.span().start, path);
                let one = read(&mut reader);
                reader.refuse_the_rest();
                one
            } else {
                let reason = FaultReason::WrongKind(ValueKind::Table);
                self.notes.note(entry.span().start, Some(path), reason);
                None
            };
            all = all.zip(one).map(|(mut all, one)| {
                all.push(one);
                all
            });
        }
        all
    }

    fn refuse_the_rest(&self) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !self.asked.contains(name) {
                let field = Some(self.field(name));
                self.notes
                    .note(key.span().start, field, FaultReason::UnknownField);
            }
        }
    }
}

/// Remembers on which line each key stood first, and notes those that come again.
#[derive(Debug)]
pub struct Once<K>(HashMap<K, usize>);

impl<K: Eq + Hash> Default for Once<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash> Once<K> {
    /// Enters the key of a table, whose line and fault are those of `field`.
    pub fn enter(&mut self, table: &TableReader<'_, '_>, field: &'static str, key: K) {
        match self.0.entry(key) {
            Entry::Vacant(place) => {
                place.insert(table.line_of(field));
            }
            Entry::Occupied(first) => {
                table.note(field, FaultReason::RepeatedFrom(*first.get()));
            }
        }
    }
}

/// One of a closed list of names, in capitals or not.
///
/// # Errors
/// [`FaultReason::UnknownTerm`] with the names that are allowed.
pub fn term<T: Copy + std::fmt::Display>(text: &str, all: &[T]) -> Result<T, FaultReason> {
    let same = |value: &&T| value.to_string().eq_ignore_ascii_case(text);
    all.iter().find(same).copied().ok_or_else(|| {
        let names: Vec<String> = all.iter().map(ToString::to_string).collect();
        FaultReason::UnknownTerm(names.join(", "))
    })
}

/// A percentage from 0 to 100 with at most two decimals.
fn limit(text: &str) -> Option<Limit> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(whole, 3) || !is_number(decimals, 2) {
        return None;
    }
    let hundredths = format!("{whole}{decimals:0<2}").parse::<i64>().ok()?;
    Limit::from_hundredths(hundredths).ok()
}
