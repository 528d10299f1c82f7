//! Rows of figures with what tells them apart within their candidacy.

use super::cell::{Head, Row};
use super::column::{cells, heads};
use super::figure_columns::{hamlets, items, of_hamlet, of_item};
use super::round_columns::{cells_after, heads_after, summary, whose};
use crate::services::round_lines::CandidacyLine;

/// What of a candidacy is a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The candidacy itself.
    Candidacy,
    /// Each item of its form.
    Items,
    /// Each hamlet.
    Hamlets,
}

/// The columns of such rows.
#[must_use]
pub fn heads_of(part: Part) -> Vec<Head> {
    match part {
        Part::Candidacy => heads(&summary()),
        Part::Items => heads_after(&of_item()),
        Part::Hamlets => heads_after(&of_hamlet()),
    }
}

/// The rows of a candidacy, each with the code of its part.
#[must_use]
pub fn rows(part: Part, line: &CandidacyLine) -> Vec<(Option<String>, Row)> {
    let first = whose();
    match (part, &line.survey) {
        (Part::Candidacy, _) => vec![(None, cells(&summary(), line))],
        (_, None) => Vec::new(),
        (Part::Items, Some(survey)) => {
            let more = of_item();
            let rows = items(survey).into_iter();
            rows.map(|row| {
                (
                    Some(row.code.clone()),
                    cells_after(&first, line, &more, &row),
                )
            })
            .collect()
        }
        (Part::Hamlets, Some(survey)) => {
            let more = of_hamlet();
            let rows = hamlets(survey).into_iter();
            rows.map(|row| {
                let code = row.sight.view.code.clone();
                (Some(code), cells_after(&first, line, &more, &row))
            })
            .collect()
        }
    }
}
