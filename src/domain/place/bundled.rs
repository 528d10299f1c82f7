//! The real lists of Ha Tinh's units that come with the program.

use crate::domain::base::clock::Day;

/// A list of all units of a province, from the province down to its communes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundledList {
    /// What it is called: `ha-tinh-2019`.
    pub name: &'static str,
    /// The areas file, CSV.
    pub csv: &'static str,
    /// The day for which the list holds.
    pub holds_on: Day,
    /// The first day of the units that it adds; those of the province in force then that it lacks
    /// end on the day before. `None`: they have been there always, and none ends.
    pub begins: Option<Day>,
}

/// As of 15/10/2017; there was no change until the mergers: 230 communes, 21 wards, 11 townships.
const HA_TINH_2019: BundledList = BundledList {
    name: "ha-tinh-2019",
    csv: include_str!("../../../data/areas/ha-tinh-2019.csv"),
    holds_on: day(2017, 10, 15),
    begins: None,
};

/// After the mergers of 1/1/2020: 182 communes, 21 wards, 13 townships.
const HA_TINH_2020: BundledList = BundledList {
    name: "ha-tinh-2020",
    csv: include_str!("../../../data/areas/ha-tinh-2020.csv"),
    holds_on: day(2020, 1, 1),
    begins: Some(day(2020, 1, 1)),
};

/// Two levels of government since 1/7/2025: 60 communes and 9 wards, no district.
const HA_TINH_2025: BundledList = BundledList {
    name: "ha-tinh-2025",
    csv: include_str!("../../../data/areas/ha-tinh-2025.csv"),
    holds_on: day(2025, 7, 1),
    begins: Some(day(2025, 7, 1)),
};

/// Every bundled list, the earliest first.
pub const BUNDLED_LISTS: [BundledList; 3] = [HA_TINH_2019, HA_TINH_2020, HA_TINH_2025];

/// The bundled list of that name.
#[must_use]
pub fn bundled_list(name: &str) -> Option<BundledList> {
    BUNDLED_LISTS.into_iter().find(|list| list.name == name)
}

const fn day(year: i32, month: u32, day: u32) -> Day {
    match Day::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => Day::MIN,
    }
}
