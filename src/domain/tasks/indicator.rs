//! Indicators of areas over time, and groups of communes by one of them.
//!
//! In Vietnamese: chỉ tiêu theo dõi; nhóm xã theo số tiêu chí đạt.

use std::sync::LazyLock;

use super::decimal::Decimal;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, IndicatorId};
use crate::domain::base::import_fault::{FaultReason, ImportFault};
use crate::domain::base::toml_reader::{Once, read_document};

/// A value of an indicator in an area on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its id.
    pub id: IndicatorId,
    /// The area.
    pub area: AreaId,
    /// What is measured, such as `POOR_HOUSEHOLDS`.
    pub code: String,
    /// The day that it is of.
    pub day: Day,
    /// The value.
    pub value: Decimal,
    /// Its unit, such as `%`.
    pub unit: String,
    /// Who says so.
    pub source: String,
}

/// The indicators that come with the program: a name and the file.
const INDICATOR_FILES: [(&str, &str); 1] = [(
    "ha-tinh-2019",
    include_str!("../../../data/indicators/ha-tinh-2019.csv"),
)];

/// The bundled indicators of a name.
#[must_use]
pub fn bundled_indicators(name: &str) -> Option<&'static str> {
    let found = INDICATOR_FILES.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text)
}

/// The names of the bundled indicators.
pub fn indicator_lists() -> impl Iterator<Item = &'static str> {
    INDICATOR_FILES.iter().map(|(name, _)| *name)
}

/// The highest bound of a group.
const MOST_CRITERIA: i32 = 99;

/// A group of communes: those whose indicator lies in a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its code, such as `BELOW_12`.
    pub code: String,
    /// The least that is in it.
    pub at_least: i64,
    /// The most that is in it.
    pub at_most: i64,
}

impl Group {
    /// Whether a number lies in its range.
    #[must_use]
    pub const fn holds(&self, number: i64) -> bool {
        self.at_least <= number && number <= self.at_most
    }
}

/// Groups by one indicator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grouping {
    /// The indicator's code.
    pub indicator: String,
    /// The groups, the least first.
    pub groups: Vec<Group>,
}

/// The TOML file of groups that comes with the program.
pub const GROUPS_FILE: &str = include_str!("../../../data/groups/criteria-met.toml");

/// Reads groups from a TOML file.
///
/// # Errors
/// Every fault of the file in order of lines.
pub fn read_groups(bytes: &[u8]) -> Result<Grouping, Vec<ImportFault>> {
    read_document(bytes, |file| {
        let indicator = file.code("indicator");
        let mut codes = Once::default();
        let groups = file.tables("groups", |table| {
            let code = table.code("code");
            let at_least = table.integer("at_least", 0, MOST_CRITERIA);
            let at_most = table.integer("at_most", 0, MOST_CRITERIA);
            let (code, at_least, at_most) = (code?, at_least?, at_most?);
            if at_most < at_least {
                let range = FaultReason::NotInRange(at_least.into(), MOST_CRITERIA.into());
                table.note("at_most", range);
                return None;
            }
            codes.enter(table, "code", code.clone());
            Some(Group {
                code,
                at_least: at_least.into(),
                at_most: at_most.into(),
            })
        });
        Some(Grouping {
            indicator: indicator?,
            groups: groups?,
        })
    })
}

/// The groups that come with the program; a test holds that they can be read.
#[must_use]
pub fn grouping() -> &'static Grouping {
    static GROUPING: LazyLock<Grouping> =
        LazyLock::new(|| read_groups(GROUPS_FILE.as_bytes()).unwrap_or_default());
    &GROUPING
}
