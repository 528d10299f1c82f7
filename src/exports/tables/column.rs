//! Columns of a sheet: each with its name, titles, kind and reading.

use super::cell::{Cell, Head, Kind, Row};
use crate::words::spoken::Text;

/// A column of rows of `R`.
pub(super) struct Column<R> {
    key: &'static str,
    title: Text,
    kind: Kind,
    of: fn(&R) -> Cell,
}

/// A column.
pub(super) const fn column<R>(
    key: &'static str,
    title: (&'static str, &'static str),
    kind: Kind,
    of: fn(&R) -> Cell,
) -> Column<R> {
    Column {
        key,
        title: Text::of(title.0, title.1),
        kind,
        of,
    }
}

/// The heads of some columns.
pub(super) fn heads<R>(columns: &[Column<R>]) -> Vec<Head> {
    let head = |column: &Column<R>| Head {
        key: column.key.to_owned(),
        vi: column.title.vi.to_owned(),
        en: column.title.en.to_owned(),
        kind: column.kind,
    };
    columns.iter().map(head).collect()
}

/// A row of them.
pub(super) fn cells<R>(columns: &[Column<R>], row: &R) -> Row {
    columns.iter().map(|column| (column.of)(row)).collect()
}
