//! What stands in a cell of a table, as the types of the rules, and back.

use std::str::FromStr;

use sea_orm::Value;
use sea_orm::sea_query::{Expr, IntoColumnRef, Query, SelectStatement, SimpleExpr, ValueTuple};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

use super::fault::StorageFault;
use crate::domain::survey::submission::Digest;

/// Values that one statement may carry; SQLite takes 32,766, PostgreSQL 65,535.
const VALUES: usize = 30_000;

/// Keys that one statement may ask for, so that a list stays within its bounds once it is padded.
pub(crate) const ASKED: usize = 2_048;

/// Rows of so many columns that one statement may carry.
pub(crate) const fn rows_of(columns: usize) -> usize {
    match VALUES.checked_div(columns) {
        Some(rows) => rows,
        None => 1,
    }
}

/// Reads a name of a closed list.
pub(crate) fn term<T: FromStr>(what: &'static str, text: &str) -> Result<T, StorageFault> {
    text.parse().map_err(|_| StorageFault::Unreadable { what })
}

/// Reads a keyed hash.
pub(crate) fn digest(what: &'static str, bytes: &[u8]) -> Result<Digest, StorageFault> {
    bytes
        .try_into()
        .map_err(|_| StorageFault::Unreadable { what })
}

/// Whether a text can stand in a table at all: PostgreSQL can't even be asked for a NUL.
pub(crate) fn is_text(text: &str) -> bool {
    !text.contains('\0')
}

/// A text as it is searched: composed and in lower case, so that both databases find the same.
pub(crate) fn folded(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).collect()
}

/// A name as it is searched: [`folded`], without diacritics, đ as d, so that `tuong son` finds Tượng Sơn.
pub(crate) fn plain(text: &str) -> String {
    text.nfd()
        .filter(|sign| !is_combining_mark(*sign))
        .flat_map(char::to_lowercase)
        .map(|sign| if sign == 'đ' { 'd' } else { sign })
        .collect()
}

/// A list of tuples as the rows of a statement: SQLite takes one in no other form.
pub(crate) fn listed(tuples: Vec<ValueTuple>) -> SelectStatement {
    Query::select()
        .expr(Expr::cust("*"))
        .from_values(padded(tuples), "wanted")
        .take()
}

/// A list that is asked for, its last entry repeated up to the next power of two.
///
/// Asking twice finds the same; so a connection sees few different statements and keeps each of them parsed.
pub(crate) fn padded<T: Clone>(mut list: Vec<T>) -> Vec<T> {
    if let Some(last) = list.last().cloned() {
        list.resize(list.len().next_power_of_two(), last);
    }
    list
}

/// Two ids.
pub(crate) fn pair(left: Uuid, right: Uuid) -> ValueTuple {
    ValueTuple::Two(Value::from(left), Value::from(right))
}

/// Columns as one tuple.
pub(crate) fn tuple<const N: usize>(columns: [impl IntoColumnRef; N]) -> SimpleExpr {
    Expr::tuple(columns.map(Expr::col))
}
