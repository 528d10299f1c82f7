//! When a title may be taken back, by what is no longer met.
//!
//! In Vietnamese: thu hồi quyết định công nhận (QĐ 18/2022/QĐ-TTg).

use serde::{Deserialize, Serialize};

use crate::domain::base::ratio::{Comparison, Limit, Share};
use crate::domain::base::terms::terms;
use crate::domain::base::toml_reader::TableReader;
use crate::domain::place::area::AreaLevel;

terms! {
    /// What a rule of revocation counts.
    RevocationMeasure {
        /// Criteria that are no longer met, of all criteria.
        Criteria = "CRITERIA",
        /// Communes whose title was taken back, of the area's communes.
        Communes = "COMMUNES",
    }
}

/// One ground for taking a title back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevocationRule {
    /// The level of area it is for.
    pub level: AreaLevel,
    /// What is counted.
    pub measure: RevocationMeasure,
    /// From which share on, in hundredths of a percent.
    pub from: Limit,
    /// Codes of criteria of which at least one must be among the failed; empty: any will do.
    pub one_of: Vec<String>,
    /// The regulation and article that it comes from.
    pub source: String,
    /// False where the number could not be confirmed from the regulation's text.
    pub confirmed: bool,
}

/// What no longer holds of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failings<'a> {
    /// The area's level.
    pub level: AreaLevel,
    /// Codes of the criteria that are no longer met.
    pub failed: &'a [String],
    /// How many criteria there are.
    pub criteria: i64,
    /// Communes whose title was taken back, of the area's communes.
    pub communes: Share,
}

impl RevocationRule {
    /// Whether the rule lets a title be taken back.
    #[must_use]
    pub fn applies(&self, failings: &Failings<'_>) -> bool {
        if self.level != failings.level {
            return false;
        }
        let share = match self.measure {
            RevocationMeasure::Communes => failings.communes,
            RevocationMeasure::Criteria => {
                let failed = i64::try_from(failings.failed.len()).unwrap_or(i64::MAX);
                Share::of(failed, failings.criteria)
            }
        };
        let named = self.one_of.is_empty()
            || failings
                .failed
                .iter()
                .any(|code| self.one_of.contains(code));
        named && share.meets(Comparison::AtLeast, self.from) == Some(true)
    }
}

/// The first rule that lets a title be taken back; `None` where none does.
#[must_use]
pub fn ground<'r>(
    rules: &'r [RevocationRule],
    failings: &Failings<'_>,
) -> Option<&'r RevocationRule> {
    rules.iter().find(|rule| rule.applies(failings))
}

/// Reads the rules of a regulation's file; `one_of` is a list of codes with spaces between.
pub(super) fn read(file: &mut TableReader<'_, '_>) -> Option<Vec<RevocationRule>> {
    file.tables("revocations", |table| {
        let level = table.term("level", AreaLevel::ALL);
        let measure = table.term("measure", RevocationMeasure::ALL);
        let from = table.limit("from");
        let one_of = table.optional("one_of", TableReader::text);
        let source = table.text("source");
        let confirmed = table.boolean("confirmed");
        Some(RevocationRule {
            level: level?,
            measure: measure?,
            from: from?,
            one_of: codes(&one_of?.unwrap_or_default()),
            source: source?,
            confirmed: confirmed?,
        })
    })
}

fn codes(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
