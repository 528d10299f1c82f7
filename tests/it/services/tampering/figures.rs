//! Tampering with counters and frozen results.

use super::kinds::{Kind, kind};
use super::told::Told;

/// Tallies and frozen results that are changed or taken away.
pub fn kinds(told: &Told) -> Vec<Kind> {
    let survey = told.id(told.closed.0);
    let tally = |name, set: &str| {
        let statement = format!("UPDATE tally SET {set} WHERE survey_id = {survey}");
        kind(name, [statement], "tally", told.closed)
    };
    let frozen = |name, set: &str| {
        let statement = format!("UPDATE frozen_result SET {set} WHERE survey_id = {survey}");
        kind(name, [statement], "frozen_result", told.closed)
    };
    vec![
        tally("a tally is raised", "collected = collected + 1"),
        tally(
            "a tally's options are changed",
            "counts = '[9,9,9,9,9,9,9,9,9]'",
        ),
        frozen(
            "frozen figures are changed",
            "figures = replace(figures, '\"valid\":4', '\"valid\":5')",
        ),
        frozen(
            "a frozen hash is changed",
            &format!("sha256 = '{}'", "0".repeat(64)),
        ),
        frozen(
            "a frozen salt is changed",
            &format!("salt = {}", told.bytes([1; 32])),
        ),
        frozen(
            "complete frozen figures are changed",
            "full_text = replace(full_text, '\"valid\":4', '\"valid\":5')",
        ),
        frozen(
            "the time of a closing is changed",
            "closed_at = '2019-07-01T05:00:00.000000+00:00'",
        ),
        kind(
            "a frozen result is taken away",
            [format!(
                "DELETE FROM frozen_result WHERE survey_id = {survey}"
            )],
            "frozen_result",
            told.closed,
        ),
    ]
}
