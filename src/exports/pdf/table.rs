//! A table with ruled cells, its heading repeated on each page.

use super::face::{Milli, Style};
use super::flow::{Align, LEFT, MEASURE, Paper, SMALL, leading};
use super::ink::Mark;

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
    /// Writes a table.
    pub fn table(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        let spans = spans(columns);
        let heading: Vec<String> = columns
            .iter()
            .map(|column| column.heading.to_owned())
            .collect();
        let center: Vec<Align> = columns.iter().map(|_| Align::Center).collect();
        let aligns: Vec<Align> = columns.iter().map(|column| column.align).collect();
        // A heading never stands alone at the foot of a page.
        let first = rows
            .first()
            .map_or(0, |row| self.height(row, &spans, Style::Regular));
        self.room(
            self.height(&heading, &spans, Style::Bold)
                .saturating_add(first),
        );
        self.row(&heading, &spans, &center, Style::Bold);
        for row in rows {
            if self.room(self.height(row, &spans, Style::Regular)) {
                self.row(&heading, &spans, &center, Style::Bold);
            }
            self.row(row, &spans, &aligns, Style::Regular);
        }
        self.space(SMALL / 2);
    }

    fn height(&self, row: &[String], spans: &[(Milli, Milli)], style: Style) -> Milli {
        let lines = row.iter().zip(spans).map(|(text, (_, width))| {
            let inner = width.saturating_sub(2 * PAD);
            self.broken(text, (style, SMALL), inner).len()
        });
        let most = i64::try_from(lines.max().unwrap_or(1).max(1)).unwrap_or(1);
        leading(SMALL).saturating_mul(most).saturating_add(2 * PAD)
    }

    fn row(&mut self, row: &[String], spans: &[(Milli, Milli)], aligns: &[Align], style: Style) {
        let (top, height) = (self.down, self.height(row, spans, style));
        let bottom = top.saturating_add(height);
        for ((text, (left, width)), align) in row.iter().zip(spans).zip(aligns) {
            self.down = top.saturating_add(PAD);
            let inner = (left.saturating_add(PAD), width.saturating_sub(2 * PAD));
            self.block(text, (*align, style, SMALL), inner);
        }
        self.down = bottom;
        self.rules(spans, top, bottom);
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
