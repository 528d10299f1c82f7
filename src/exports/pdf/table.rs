//! A table with ruled cells, its heading repeated on each page.

use super::face::{Milli, Style};
use super::flow::{Align, LEFT, MEASURE, Paper, SMALL, leading};
use super::ink::Mark;
use super::structure::{Cell, Piece};

/// Between a rule and what stands in the cell.
const PAD: Milli = 3_000;

/// A column: its heading, its part of the width, where its text stands.
pub(super) struct Column {
    pub heading: &'static str,
    pub parts: i64,
    pub align: Align,
}

/// A column of words.
pub(super) const fn words(heading: &'static str, parts: i64) -> Column {
    Column {
        heading,
        parts,
        align: Align::Left,
    }
}

/// A column of numbers.
pub(super) const fn numbers(heading: &'static str, parts: i64) -> Column {
    Column {
        heading,
        parts,
        align: Align::Right,
    }
}

impl Paper {
    /// Writes a table. Its first column of words names its rows.
    pub fn table(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        let spans = spans(columns);
        let heading: Vec<String> = columns
            .iter()
            .map(|column| column.heading.to_owned())
            .collect();
        let center: Vec<Align> = columns.iter().map(|_| Align::Center).collect();
        let aligns: Vec<Align> = columns.iter().map(|column| column.align).collect();
        let names = aligns.iter().position(|align| *align == Align::Left);
        // A heading never stands alone at the foot of a page.
        let first = rows
            .first()
            .map_or(0, |row| self.height(row, &spans, Style::Regular));
        self.room(
            self.height(&heading, &spans, Style::Bold)
                .saturating_add(first),
        );
        self.structure.table();
        let pieces = self.cells(columns.len(), |_| Cell::ColumnName);
        self.row(&heading, &spans, &center, Style::Bold, &pieces);
        for row in rows {
            if self.room(self.height(row, &spans, Style::Regular)) {
                // It was read once.
                self.row(
                    &heading,
                    &spans,
                    &center,
                    Style::Bold,
                    &vec![None; columns.len()],
                );
            }
            let pieces = self.cells(columns.len(), |at| {
                if Some(at) == names {
                    Cell::RowName
                } else {
                    Cell::Content
                }
            });
            self.row(row, &spans, &aligns, Style::Regular, &pieces);
        }
        self.space(SMALL / 2);
    }

    /// The next row of the table's structure.
    fn cells(&mut self, count: usize, cell: impl Fn(usize) -> Cell) -> Vec<Option<Piece>> {
        self.structure.row();
        (0..count)
            .map(|at| Some(self.structure.cell(cell(at))))
            .collect()
    }

    fn height(&self, row: &[String], spans: &[(Milli, Milli)], style: Style) -> Milli {
        let lines = row.iter().zip(spans).map(|(text, (_, width))| {
            let inner = width.saturating_sub(2 * PAD);
            self.broken(text, (style, SMALL), inner).len()
        });
        let most = i64::try_from(lines.max().unwrap_or(1).max(1)).unwrap_or(1);
        leading(SMALL).saturating_mul(most).saturating_add(2 * PAD)
    }

    fn row(
        &mut self,
        row: &[String],
        spans: &[(Milli, Milli)],
        aligns: &[Align],
        style: Style,
        pieces: &[Option<Piece>],
    ) {
        let (top, height) = (self.down, self.height(row, spans, style));
        let bottom = top.saturating_add(height);
        let columns = spans.iter().zip(aligns).zip(pieces);
        for (text, (((left, width), align), piece)) in row.iter().zip(columns) {
            self.down = top.saturating_add(PAD);
            let inner = (left.saturating_add(PAD), width.saturating_sub(2 * PAD));
            if text.is_empty() {
                self.nothing(*piece, inner.0, style);
            }
            self.lines(*piece, text, (*align, style, SMALL), inner);
        }
        self.down = bottom;
        self.rules(spans, top, bottom);
    }

    /// A space: a cell in which nothing stands is a cell all the same, else its row would be read one short.
    fn nothing(&mut self, piece: Option<Piece>, across: Milli, style: Style) {
        self.put(Mark::Text {
            piece,
            at: (across, self.down.saturating_add(SMALL)),
            style,
            size: SMALL,
            text: " ".to_owned(),
        });
    }

    fn rules(&mut self, spans: &[(Milli, Milli)], top: Milli, bottom: Milli) {
        let end = spans
            .last()
            .map_or(LEFT, |(left, width)| left.saturating_add(*width));
        let uprights = spans.iter().map(|(left, _)| *left).chain([end]);
        for across in uprights {
            self.put(Mark::Line {
                from: (across, top),
                to: (across, bottom),
            });
        }
        for down in [top, bottom] {
            self.put(Mark::Line {
                from: (LEFT, down),
                to: (end, down),
            });
        }
    }
}

/// Where each column begins, and how wide it is.
fn spans(columns: &[Column]) -> Vec<(Milli, Milli)> {
    let whole = columns
        .iter()
        .map(|column| column.parts)
        .sum::<i64>()
        .max(1);
    let mut left = LEFT;
    columns
        .iter()
        .map(|column| {
            let width = MEASURE
                .saturating_mul(column.parts)
                .checked_div(whole)
                .unwrap_or(0);
            let span = (left, width);
            left = left.saturating_add(width);
            span
        })
        .collect()
}
