//! What an areas file changes: units begin, change, end, go on; the same file again changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use longdan::domain::base::chance::CountingChance;
use longdan::domain::base::ids::AreaId;
use longdan::domain::base::import_fault::{FaultReason as R, ImportFault};
use longdan::domain::imports::area_plan::{AreaPlan, NoPlan, OnRecord, plan_areas};
use longdan::domain::imports::area_rows::AreaFile;
use longdan::domain::imports::area_settling::Reading;
use longdan::domain::place::area::{Area, AreaLevel};
use longdan::domain::place::bundled::bundled_list;
use proptest::prelude::*;

const HEADER: &str =
    "code,name,level,parent_code,kind,households,valid_from,valid_until,predecessors";
const START: &str = "42,Tỉnh,province,,,,,,\n445,Huyện,district,42,,,,,\n446,Huyện Hai,district,42,,,,,\n\
                     18628,Xã Một,commune,445,,,,,\n18631,Xã Hai,commune,445,,,,,\n\
                     18628-01,Thôn A,hamlet,18628,,100,,,\n18628-02,Thôn B,hamlet,18628,,50,,,\n\
                     18631-01,Thôn C,hamlet,18631,,70,,,\n";

/// A record that plans are carried out on, in memory.
struct Record {
    areas: BTreeMap<AreaId, Area>,
    links: BTreeSet<(AreaId, AreaId)>,
    chance: CountingChance,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

impl Record {
    fn empty() -> Self {
        Self {
            areas: BTreeMap::new(),
            links: BTreeSet::new(),
            chance: CountingChance::default(),
        }
    }

    fn start() -> Self {
        let mut record = Self::empty();
        record.import(START);
        record
    }

    fn plan(&self, file: AreaFile, reading: Reading) -> Result<AreaPlan, NoPlan> {
        let areas: Vec<Area> = self.areas.values().cloned().collect();
        let links: Vec<(AreaId, AreaId)> = self.links.iter().copied().collect();
        let on_record = OnRecord {
            areas: &areas,
            links: &links,
        };
        plan_areas(
            file,
            on_record,
            reading,
            &self.chance,
            chrono::DateTime::UNIX_EPOCH,
        )
    }

    fn try_rows(&self, rows: &str) -> Result<AreaPlan, NoPlan> {
        let file = AreaFile::read(format!("{HEADER}\n{rows}").as_bytes());
        let today = day("2019-07-17");
        self.plan(file, Reading::Rows { today })
    }

    fn carry_out(&mut self, plan: &AreaPlan) {
        for area in &plan.inserts {
            let parent = area
                .parent
                .is_none_or(|parent| self.areas.contains_key(&parent));
            assert!(parent, "parents come first");
            assert!(self.areas.insert(area.id(), area.clone()).is_none());
        }
        for area in &plan.updates {
            assert!(self.areas.insert(area.id(), area.clone()).is_some());
        }
        for link in &plan.links {
            assert!(self.links.insert(*link), "a link is made once");
        }
    }

    /// Imports rows, and sees that importing them again would change nothing.
    fn import(&mut self, rows: &str) -> AreaPlan {
        let plan = self.try_rows(rows).expect(rows);
        self.carry_out(&plan);
        let again = self.try_rows(rows).expect("again");
        assert!(again.is_empty(), "the same file again: {again:?}");
        assert_eq!(again.unchanged, rows.lines().count());
        plan
    }

    fn import_list(&mut self, name: &str) -> AreaPlan {
        let plan = self.try_list(name).expect(name);
        self.carry_out(&plan);
        let again = self.try_list(name).expect("again");
        assert!(again.is_empty(), "the same list again: {again:?}");
        plan
    }

    fn try_list(&self, name: &str) -> Result<AreaPlan, NoPlan> {
        let list = bundled_list(name).expect(name);
        self.plan(AreaFile::read(list.csv.as_bytes()), list.into())
    }

    fn fault(&self, rows: &str) -> ImportFault {
        match self.try_rows(rows) {
            Err(NoPlan::Faults(faults)) if faults.len() == 1 => {
                faults.into_iter().next().expect("one")
            }
            other => panic!("{rows}: {other:?}"),
        }
    }

    fn on(&self, code: &str, on: &str) -> Option<&Area> {
        let mut found = self
            .areas
            .values()
            .filter(|area| area.code == code && area.exists_on(day(on)));
        let area = found.next();
        assert_eq!(found.next(), None, "one unit with code {code} on {on}");
        area
    }

    fn name(&self, code: &str, on: &str) -> Option<&str> {
        self.on(code, on).map(|area| area.name.as_str())
    }

    fn count(&self, level: AreaLevel, on: &str) -> usize {
        let there = |area: &&Area| area.place.level == level && area.exists_on(day(on));
        self.areas.values().filter(there).count()
    }

    /// Every unit lies, on each of its days, in the units that its place names.
    fn assert_sound(&self) {
        for area in self.areas.values() {
            assert_eq!(
                area.parent.is_none(),
                area.place.level == AreaLevel::Province
            );
            let Some(parent) = area.parent.map(|id| self.areas.get(&id).expect("a parent")) else {
                continue;
            };
            assert!(parent.place.level < area.place.level);
            assert!(area.place.is_in(parent.id()));
            assert_eq!(
                area.place.province,
                parent.place.province.or(Some(parent.id()))
            );
            let outlives = parent.valid_until.is_some_and(|end| {
                area.valid_from.is_none_or(|from| from <= end)
                    && area.valid_until.is_none_or(|until| until > end)
            });
            assert!(!outlives, "{area:?} outlives {parent:?}");
        }
    }
}

#[test]
fn row_for_a_code_in_force_updates_it_and_leaves_what_it_does_not_say() {
    let mut record = Record::start();
    let before = record.on("18628-01", "2019-07-17").expect("a hamlet").id();
    let plan = record.import("18628-01,Thôn Hà Thanh,hamlet,18628,,,,,\n");
    assert_eq!(
        (plan.inserts.len(), plan.updates.len(), plan.ended),
        (0, 1, 0)
    );
    let after = record.on("18628-01", "2019-07-17").expect("a hamlet");
    assert_eq!(
        (after.id(), after.name.as_str(), after.households),
        (before, "Thôn Hà Thanh", Some(100))
    );
    assert_eq!(record.areas.len(), 8, "units not named stay");
}

#[test]
fn moving_a_commune_moves_the_places_of_its_hamlets() {
    let mut record = Record::start();
    let plan = record.import("18631,Xã Hai,commune,446,,,,,\n");
    assert_eq!(plan.updates.len(), 2, "the commune and its hamlet");
    let district = record.on("446", "2019-07-17").expect("a district").id();
    assert_eq!(
        record
            .on("18631-01", "2019-07-17")
            .expect("a hamlet")
            .place
            .district,
        Some(district)
    );
    record.assert_sound();
}

#[test]
fn later_first_day_ends_the_unit_and_begins_another() {
    let mut record = Record::start();
    let plan = record.import("18628,Xã Mới,commune,445,,,2020-01-01,,\n");
    assert_eq!(
        plan.ended, 3,
        "the commune and its two hamlets, which go on"
    );
    assert_eq!(record.name("18628", "2019-12-31"), Some("Xã Một"));
    assert_eq!(record.name("18628", "2020-01-01"), Some("Xã Mới"));
    let (old, new) = (
        record.on("18628", "2019-12-31"),
        record.on("18628", "2020-01-01"),
    );
    let link = (old.expect("old").id(), new.expect("new").id());
    assert!(record.links.contains(&link));
    record.assert_sound();
}

#[test]
fn hamlets_go_on_under_the_unit_that_follows_their_commune() {
    let mut record = Record::start();
    record.import("18628,Xã Mới,commune,445,,,2020-01-01,,\n");
    let before = record.on("18628-01", "2019-12-31").expect("before");
    let after = record.on("18628-01", "2020-01-01").expect("after");
    assert_ne!(before.id(), after.id());
    assert_eq!(
        (after.name.as_str(), after.households),
        ("Thôn A", Some(100))
    );
    assert_eq!(after.parent, record.on("18628", "2020-01-01").map(Area::id));
    assert!(record.links.contains(&(before.id(), after.id())));
    let untouched = record
        .on("18631-01", "2020-01-01")
        .expect("another commune's");
    assert_eq!((untouched.valid_from, untouched.valid_until), (None, None));
}

#[test]
fn last_day_ends_a_unit_and_what_lies_in_it() {
    let mut record = Record::start();
    record.import("18631,Xã Hai,commune,445,,,,2019-12-31,\n");
    assert_eq!(record.name("18631", "2019-12-31"), Some("Xã Hai"));
    assert_eq!(record.on("18631", "2020-01-01"), None);
    assert_eq!(record.on("18631-01", "2020-01-01"), None);
    assert!(record.on("18631-01", "2019-12-31").is_some());
    record.assert_sound();
}

#[test]
fn merger_is_told_by_ends_and_predecessors() {
    let mut record = Record::start();
    record.import(
        "18631,Xã Hai,commune,445,,,,2019-12-31,\n\
         18628,Xã Một Hai,commune,445,,,2020-01-01,,18628;18631\n\
         18628-03,Thôn C,hamlet,18628@2020-01-01,,70,2020-01-01,,18631-01@2019-12-31\n",
    );
    let new = record.on("18628", "2020-01-01").expect("merged").id();
    let mut from: Vec<&str> = Vec::new();
    for (before, after) in &record.links {
        if *after == new {
            from.push(record.areas.get(before).expect("a unit").name.as_str());
        }
    }
    from.sort_unstable();
    assert_eq!(from, ["Xã Hai", "Xã Một"]);
    assert_eq!(record.count(AreaLevel::Hamlet, "2020-01-01"), 3);
    record.assert_sound();
}

#[test]
fn code_used_again_after_a_gap_is_another_unit() {
    let mut record = Record::start();
    record.import("18631,Xã Hai,commune,445,,,,2019-12-31,\n");
    record.import("18631,Xã Ba,commune,446,,,2021-01-01,,\n");
    assert_eq!(record.on("18631", "2020-06-01"), None);
    assert_eq!(record.name("18631", "2021-01-01"), Some("Xã Ba"));
    assert!(record.links.is_empty());
}

#[test]
fn history_can_be_added_before_what_is_known() {
    let mut record = Record::empty();
    record.import("42,Tỉnh,province,,,,,,\n445,Huyện,district,42,,,,,\n18628,Xã Nay,commune,445,,,2020-01-01,,\n");
    record.import("18628,Xã Xưa,commune,445,,,2010-01-01,,\n");
    let old = record.on("18628", "2015-01-01").expect("the older unit");
    assert_eq!(
        (old.name.as_str(), old.valid_until),
        ("Xã Xưa", Some(day("2019-12-31")))
    );
    assert_eq!(record.on("18628", "2009-12-31"), None);
}

#[test]
fn whole_history_of_a_code_fits_one_file() {
    let mut record = Record::empty();
    record.import(
        "42,Tỉnh,province,,,,,,\n445,Huyện,district,42,,,,,\n18628,Xã Xưa,commune,445,,,,,\n\
         18628,Xã Nay,commune,445,,,2020-01-01,,\n18628-01,Thôn A,hamlet,18628,,10,,,\n",
    );
    assert_eq!(record.name("18628", "2019-12-31"), Some("Xã Xưa"));
    assert_eq!(record.name("18628", "2020-01-01"), Some("Xã Nay"));
    for on in ["2019-12-31", "2020-01-01"] {
        let hamlet = record.on("18628-01", on).expect("the hamlet");
        assert_eq!(hamlet.parent, record.on("18628", on).map(Area::id), "{on}");
    }
    record.assert_sound();
}

#[test]
fn contradictions_with_the_record_are_named() {
    let mut record = Record::start();
    assert_eq!(record.fault("445,Xã,commune,42,,,,,").reason, R::OtherLevel);
    record.import("18631,Xã Hai,commune,445,,,,2018-12-31,\n");
    assert_eq!(
        record.fault("18631,Xã Khác,commune,445,,,,,").reason,
        R::NoUnitInForce
    );
    assert_eq!(
        record.fault("18631-02,Thôn D,hamlet,18631,,1,,,").reason,
        R::UnknownParent(Some(day("2019-07-17")))
    );
    let mut record = Record::start();
    record.import("18628,Xã Mới,commune,445,,,2020-01-01,,\n");
    assert_eq!(
        record
            .fault("18628,Xã Mới,commune,445,,,2019-06-01,2020-05-31,")
            .reason,
        R::Overlaps(Some(day("2020-01-01")))
    );
    assert!(
        record
            .import("18628-01,Thôn A,hamlet,18628,,100,,,\n")
            .is_empty()
    );
}

#[test]
fn list_of_2019_has_the_units_that_were() {
    let mut record = Record::empty();
    let plan = record.import_list("ha-tinh-2019");
    assert_eq!(plan.inserts.len(), 276);
    let kinds = |kind: &str| {
        plan.inserts
            .iter()
            .filter(|area| area.kind.is_some_and(|one| one.as_str() == kind))
            .count()
    };
    assert_eq!(
        (kinds("COMMUNE"), kinds("WARD"), kinds("TOWNSHIP")),
        (230, 21, 11)
    );
    assert_eq!(record.count(AreaLevel::Province, "2019-07-17"), 1);
    assert_eq!(record.count(AreaLevel::District, "2019-07-17"), 13);
    assert_eq!(record.count(AreaLevel::Commune, "2019-07-17"), 262);
    assert_eq!(record.name("18628", "2019-07-17"), Some("Xã Tượng Sơn"));
    record.assert_sound();
}

#[test]
fn list_of_2020_ends_what_it_lacks_and_keeps_what_did_not_change() {
    let mut record = Record::empty();
    record.import_list("ha-tinh-2019");
    let kept = record.on("18628", "2019-07-17").expect("Tượng Sơn").id();
    let plan = record.import_list("ha-tinh-2020");
    assert_eq!(
        (plan.inserts.len(), plan.ended),
        (32, 78),
        "32 made anew, 46 gone"
    );
    assert_eq!(record.count(AreaLevel::Commune, "2019-12-31"), 262);
    assert_eq!(record.count(AreaLevel::Commune, "2020-01-01"), 216);
    let kinds = |kind: &str| {
        let on = day("2020-01-01");
        let there = record.areas.values().filter(|area| area.exists_on(on));
        there
            .filter(|area| area.kind.is_some_and(|one| one.as_str() == kind))
            .count()
    };
    assert_eq!(
        (kinds("COMMUNE"), kinds("WARD"), kinds("TOWNSHIP")),
        (182, 21, 13)
    );
    assert_eq!(record.on("18628", "2020-01-01").map(Area::id), Some(kept));
    assert_eq!(record.on("18106", "2020-01-01"), None);
    assert_eq!(record.name("18103", "2019-12-31"), Some("Xã Thạch Môn"));
    assert_eq!(record.name("18103", "2020-01-01"), Some("Xã Đồng Môn"));
    assert!(
        record.import_list("ha-tinh-2019").is_empty(),
        "an older list again"
    );
    record.assert_sound();
}

#[test]
fn list_of_2020_takes_the_hamlets_along() {
    let mut record = Record::empty();
    record.import_list("ha-tinh-2019");
    record.import(
        "18628-01,Thôn Hà Thanh,hamlet,18628,,212,,,\n18103-01,Thôn Một,hamlet,18103,,90,,,\n\
         18106-01,Thôn Hai,hamlet,18106,,80,,,\n",
    );
    record.import_list("ha-tinh-2020");
    assert_eq!(
        record
            .on("18628-01", "2020-01-01")
            .and_then(|one| one.valid_from),
        None
    );
    let carried = record.on("18103-01", "2020-01-01").expect("under Đồng Môn");
    assert_eq!(
        carried.parent,
        record.on("18103", "2020-01-01").map(Area::id)
    );
    assert_eq!(record.on("18106-01", "2020-01-01"), None);
    record.assert_sound();
}

#[test]
fn list_of_2025_leaves_no_district() {
    let mut record = Record::empty();
    for name in ["ha-tinh-2019", "ha-tinh-2020", "ha-tinh-2025"] {
        record.import_list(name);
    }
    assert_eq!(record.count(AreaLevel::District, "2025-06-30"), 13);
    assert_eq!(record.count(AreaLevel::District, "2025-07-01"), 0);
    assert_eq!(record.count(AreaLevel::Commune, "2025-06-30"), 216);
    assert_eq!(record.count(AreaLevel::Commune, "2025-07-01"), 69);
    let commune = record.on("18628", "2025-07-01").expect("a commune");
    let province = record.on("42", "2025-07-01").map(Area::id);
    assert_eq!((commune.place.district, commune.parent), (None, province));
    record.assert_sound();
}

#[test]
fn older_list_after_a_newer_one_is_refused() {
    let mut record = Record::empty();
    record.import_list("ha-tinh-2020");
    let Err(NoPlan::Faults(faults)) = record.try_list("ha-tinh-2019") else {
        panic!("refused");
    };
    let later = R::LaterListOnRecord(day("2020-01-01"));
    assert!(faults.iter().any(|fault| fault.reason == later));
}

/// Rows that fit the start of a record, most of the time.
fn some_rows() -> impl Strategy<Value = String> {
    let code = prop_oneof![
        Just(("18628", "commune", "445")),
        Just(("18628", "township", "446")),
        Just(("18631", "commune", "445")),
        Just(("18628-01", "hamlet", "18628")),
        Just(("18631-01", "hamlet", "18631")),
        Just(("18631-02", "hamlet", "18631@2020-01-01")),
        Just(("446", "district", "42")),
        Just(("18640", "ward", "446")),
    ];
    let days = prop_oneof![
        Just(("", "")),
        Just(("2020-01-01", "")),
        Just(("2021-05-01", "")),
        Just(("", "2020-12-31")),
        Just(("2018-01-01", "2018-12-31")),
    ];
    let name = prop_oneof![Just("Một"), Just("Hai"), Just("Ba")];
    let predecessor = prop_oneof![4 => Just(""), 1 => Just("18631@2019-01-01"), 1 => Just("18628")];
    let row = (code, days, name, predecessor).prop_map(
        |((code, level, parent), (from, until), name, before)| {
            format!("{code},{name},{level},{parent},,,{from},{until},{before}\n")
        },
    );
    proptest::collection::vec(row, 1..5).prop_map(|rows| rows.concat())
}

proptest! {
    #[test]
    fn whatever_is_imported_leaves_a_sound_record_and_repeats_without_change(
        files in proptest::collection::vec(some_rows(), 1..5)
    ) {
        let mut record = Record::start();
        for rows in files {
            match record.try_rows(&rows) {
                Ok(plan) => {
                    record.carry_out(&plan);
                    record.assert_sound();
                    for code in ["18628", "18631", "18640", "446", "18628-01", "18631-01", "18631-02"] {
                        for on in ["2018-06-01", "2019-07-17", "2020-06-01", "2021-06-01"] {
                            record.on(code, on);
                        }
                    }
                    let again = record.try_rows(&rows);
                    prop_assert!(again.as_ref().is_ok_and(AreaPlan::is_empty), "{rows} again: {again:?}");
                }
                Err(NoPlan::Faults(faults)) => prop_assert!(!faults.is_empty()),
                Err(NoPlan::NoChance(_)) => prop_assert!(false, "a counter never fails"),
            }
        }
    }
}
