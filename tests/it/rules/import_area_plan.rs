//! What an areas file changes, and that the same file again changes nothing.

use longdan::domain::base::import_fault::FaultReason as R;
use longdan::domain::imports::area_plan::{AreaPlan, NoPlan};
use longdan::domain::place::area::{Area, AreaLevel};
use proptest::prelude::*;

use super::area_record::{Record, day};

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
