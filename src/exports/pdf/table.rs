//! A table with ruled cells, its heading repeated on each page.

use super::face::{Milli, Style, settable};
use super::flow::{Align, LEFT, MEASURE, Paper, SMALL, leading};
use super::ink::Mark;
use super::tags::Role;

/// Between a rule and what stands in the cell.
const PAD: Milli = 3_000;

/// A column: its heading, its part of the width, where its text stands.
pub(super) struct Column {
    pub heading: &'static str,
    pub parts: i64,
    pub align: Align,
    /// What its cells are.
    role: Role,
}

/// A column of words.
pub(super) const fn words(heading: &'static str, parts: i64) -> Column {
    Column {
        heading,
        parts,
        align: Align::Left,
        role: Role::Cell,
    }
}

/// A column of words that say whose row it is.
pub(super) const fn names(heading: &'static str, parts: i64) -> Column {
    Column {
        heading,
        parts,
        align: Align::Left,
        role: Role::RowHeader,
    }
}

/// A column of numbers.
pub(super) const fn numbers(heading: &'static str, parts: i64) -> Column {
    Column {
        heading,
        parts,
        align: Align::Right,
        role: Role::Cell,
    }
}

impl Paper {
    /// Writes a table.
    pub fn table(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        self.element(Role::Table, |paper| paper.lines(columns, rows));
        self.space(SMALL / 2);
    }

    fn lines(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        let spans = spans(columns);
        let heading: Vec<String> = columns
            .iter()
            .map(|column| column.heading.to_owned())
            .collect();
        // A heading never stands alone at the foot of a page.
        let first = rows
            .first()
            .map_or(0, |row| self.height(row, &spans, Style::Regular));
        self.room(
            self.height(&heading, &spans, Style::Bold)
                .saturating_add(first),
        );
        let heads: Vec<(Align, Option<Role>)> = columns
            .iter()
            .map(|_| (Align::Center, Some(Role::ColumnHeader)))
            .collect();
        // On later pages it is for the eye alone: to an ear it was said once.
        let again: Vec<(Align, Option<Role>)> =
            columns.iter().map(|_| (Align::Center, None)).collect();
        let cells: Vec<(Align, Option<Role>)> = columns
            .iter()
            .map(|column| (column.align, Some(column.role.clone())))
            .collect();
        self.element(Role::TableHead, |paper| {
            paper.element(Role::Row, |paper| {
                paper.row(&heading, &spans, &heads, Style::Bold);
            });
        });
        self.element(Role::TableBody, |paper| {
            for row in rows {
                if paper.room(paper.height(row, &spans, Style::Regular)) {
                    paper.row(&heading, &spans, &again, Style::Bold);
                }
                paper.element(Role::Row, |paper| {
                    paper.row(row, &spans, &cells, Style::Regular);
                });
            }
        });
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
        cells: &[(Align, Option<Role>)],
        style: Style,
    ) {
        let (top, height) = (self.down, self.height(row, spans, style));
        let bottom = top.saturating_add(height);
        for ((text, (left, width)), (align, role)) in row.iter().zip(spans).zip(cells) {
            self.down = top.saturating_add(PAD);
            let inner = (left.saturating_add(PAD), width.saturating_sub(2 * PAD));
            let look = (*align, style, SMALL);
            match role {
                Some(role) => self.element(role.clone(), |paper| paper.cell(text, look, inner)),
                None => self.artifact(|paper| paper.block(text, look, inner)),
            }
        }
        self.down = bottom;
        self.rules(spans, top, bottom);
    }

    /// A cell; an empty one holds a space, since an element without content is no cell, and the rows
    /// would differ in their number of cells.
    fn cell(&mut self, text: &str, look: (Align, Style, Milli), inner: (Milli, Milli)) {
        if settable(text).trim().is_empty() {
            let base = self.down.saturating_add(look.2);
            self.set(inner.0, base, (look.1, look.2), " ");
        } else {
            self.block(text, look, inner);
        }
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
