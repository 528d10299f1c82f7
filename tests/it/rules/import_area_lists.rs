//! The bundled lists hold the units that were, and follow one another.

use longdan::domain::base::import_fault::FaultReason as R;
use longdan::domain::imports::area_plan::NoPlan;
use longdan::domain::place::area::{Area, AreaLevel};

use super::area_record::{Record, day};

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
