//! Which titles a unit formed by merger takes over from the units it came of.
//!
//! In Vietnamese: thừa nhận danh hiệu sau sáp nhập (công văn 5424/BNN-VPĐP, 9/8/2023; QĐ 3368/QĐ-UBND
//! Hà Tĩnh, 20/12/2023).

use serde::{Deserialize, Serialize};

use super::title::Title;
use crate::domain::base::import_fault::FaultReason;
use crate::domain::base::toml_reader::{TableReader, term};

/// One title that is carried over at a merger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarryOver {
    /// The title of the unit that was formed.
    pub title: Title,
    /// Each of the merged units must hold one of these.
    pub from_each: Vec<Title>,
    /// The paper that it comes from.
    pub source: String,
    /// False where the rule could not be confirmed from the paper's text.
    pub confirmed: bool,
}

/// The titles that carry over, given what each merged unit holds; none of no unit.
#[must_use]
pub fn carried<'r>(rules: &'r [CarryOver], merged: &[Vec<Title>]) -> Vec<&'r CarryOver> {
    let holds_for = |rule: &&CarryOver| {
        let holds = |titles: &Vec<Title>| titles.iter().any(|held| rule.from_each.contains(held));
        !merged.is_empty() && merged.iter().all(holds)
    };
    rules.iter().filter(holds_for).collect()
}

/// Reads the rules of a regulation's file; `from_each` is a list of titles with spaces between.
pub(super) fn read(file: &mut TableReader<'_, '_>) -> Option<Vec<CarryOver>> {
    file.tables("carry_overs", |table| {
        let title = table.term("title", Title::ALL);
        let from_each = table.text("from_each");
        let from_each = from_each.and_then(|text| table.noted("from_each", titles(&text)));
        let source = table.text("source");
        let confirmed = table.boolean("confirmed");
        Some(CarryOver {
            title: title?,
            from_each: from_each?,
            source: source?,
            confirmed: confirmed?,
        })
    })
}

fn titles(text: &str) -> Result<Vec<Title>, FaultReason> {
    text.split_whitespace()
        .map(|name| term(name, Title::ALL))
        .collect()
}
