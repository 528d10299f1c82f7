//! Every fault of a row of units is named with its line and column.

use longdan::domain::base::chance::CountingChance;
use longdan::domain::base::import_fault::FaultReason as R;
use longdan::domain::imports::area_plan::{AreaPlan, NoPlan, OnRecord, plan_areas};
use longdan::domain::imports::area_rows::AreaFile;
use longdan::domain::imports::area_settling::Reading;
use longdan::domain::place::area::{AreaLevel, CommuneKind};

const HEADER: &str =
    "code,name,level,parent_code,kind,households,valid_from,valid_until,predecessors";
const TOP: &str = "42,Tỉnh Hà Tĩnh,province,,,,,,\n445,Huyện Thạch Hà,district,42,,,,,\n\
                   18628,Xã Tượng Sơn,commune,445,commune,,,,\n18628-01,Thôn Hà Thanh,hamlet,18628,,212,,,\n";

fn plan(rows: &str) -> Result<AreaPlan, NoPlan> {
    let file = AreaFile::read(format!("{HEADER}\n{rows}").as_bytes());
    let reading = Reading::Rows {
        today: "2019-07-17".parse().expect("a day"),
    };
    let chance = CountingChance::default();
    plan_areas(
        file,
        OnRecord::default(),
        reading,
        &chance,
        chrono::DateTime::UNIX_EPOCH,
    )
}

/// The faults of a row below the example of the contract: it stands on line 6.
fn faults(row: &str) -> Vec<(usize, String, R)> {
    match plan(&format!("{TOP}{row}\n")) {
        Err(NoPlan::Faults(faults)) => faults
            .into_iter()
            .map(|fault| (fault.line, fault.field.unwrap_or_default(), fault.reason))
            .collect(),
        other => panic!("{row}: {other:?}"),
    }
}

fn one(row: &str, field: &str, reason: R) {
    assert_eq!(faults(row), [(6, field.to_owned(), reason)], "{row}");
}

#[test]
fn contract_example_begins_four_units_one_in_the_other() {
    let plan = plan(TOP).expect("a plan");
    assert!(plan.updates.is_empty() && plan.links.is_empty());
    let [province, district, commune, hamlet] = plan.inserts.as_slice() else {
        panic!("four units");
    };
    assert_eq!(commune.kind, Some(CommuneKind::Commune));
    assert_eq!(
        (hamlet.households, hamlet.place.level),
        (Some(212), AreaLevel::Hamlet)
    );
    assert_eq!(hamlet.parent, Some(commune.id()));
    assert_eq!(hamlet.place.commune, Some(commune.id()));
    assert_eq!(hamlet.place.district, Some(district.id()));
    assert_eq!(hamlet.place.province, Some(province.id()));
    assert_eq!((province.parent, province.place.province), (None, None));
    assert!(
        plan.inserts
            .iter()
            .all(|area| area.valid_from.is_none() && area.valid_until.is_none())
    );
}

#[test]
fn rows_may_stand_in_any_order() {
    let mut rows: Vec<&str> = TOP.lines().collect();
    rows.reverse();
    let levels: Vec<AreaLevel> = plan(&rows.join("\n"))
        .expect("a plan")
        .inserts
        .iter()
        .map(|area| area.place.level)
        .collect();
    assert_eq!(levels, AreaLevel::ALL);
}

#[test]
fn levels_of_the_statistics_office_are_level_and_kind_at_once() {
    let rows = "436,Thành phố Hà Tĩnh,district_city,42,,,,,\n437,Thị xã Hồng Lĩnh,District_Town,42,,,,,\n\
                18070,Phường Trần Phú,ward,436,,,,,\n18073,Thị trấn X,township,437,township,,,,\n";
    let plan = plan(&format!("{TOP}{rows}")).expect("a plan");
    let kind = |code: &str| {
        let found = plan
            .inserts
            .iter()
            .find(|area| area.code == code)
            .expect(code);
        (found.place.level, found.kind)
    };
    assert_eq!(kind("436"), (AreaLevel::District, None));
    assert_eq!(kind("18070"), (AreaLevel::Commune, Some(CommuneKind::Ward)));
    assert_eq!(
        kind("18073"),
        (AreaLevel::Commune, Some(CommuneKind::Township))
    );
}

#[test]
fn names_are_kept_composed() {
    let decomposed = "42,Tỉnh Ha\u{300} Ti\u{303}nh,province,,,,,,\n";
    let plan = plan(decomposed).expect("a plan");
    assert_eq!(plan.inserts.first().expect("a unit").name, "Tỉnh Hà Tĩnh");
}

#[test]
fn each_fault_of_a_field_is_named() {
    let levels =
        "province, district, district_city, district_town, commune, township, ward, hamlet";
    one(",Xã A,commune,445,,,,,", "code", R::Empty);
    one("a b,Xã A,commune,445,,,,,", "code", R::NotACode);
    one("18631,,commune,445,,,,,", "name", R::Empty);
    one(
        "18631,Xã\u{7}A,commune,445,,,,,",
        "name",
        R::ControlCharacter,
    );
    one(
        &format!("18631,{},commune,445,,,,,", "ă".repeat(201)),
        "name",
        R::TooLong(200),
    );
    one(
        "18631,Xã A,village,445,,,,,",
        "level",
        R::UnknownTerm(levels.to_owned()),
    );
    one("18631,Xã A,commune,,,,,,", "parent_code", R::Empty);
    one(
        "18631,Xã A,commune,445@hôm qua,,,,,",
        "parent_code",
        R::NotAnAreaReference,
    );
}

#[test]
fn what_a_unit_of_the_level_does_not_have_is_named() {
    one(
        "43,Tỉnh B,province,42,,,,,",
        "parent_code",
        R::ProvinceWithParent,
    );
    one(
        "18631,Xã A,commune,445,city,,,,",
        "kind",
        R::UnknownTerm("COMMUNE, TOWNSHIP, WARD".to_owned()),
    );
    one("18631,Phường A,ward,445,commune,,,,", "kind", R::UnfitKind);
    one(
        "446,Huyện A,district,42,commune,,,,",
        "kind",
        R::OnlyOfCommunes,
    );
    one(
        "18631,Xã A,commune,445,,5,,,",
        "households",
        R::OnlyOfHamlets,
    );
}

#[test]
fn each_bad_number_and_day_is_named() {
    for bad in ["-1", "1.5", "100001", "+5", "١", "0x1"] {
        one(
            &format!("18628-02,Thôn B,hamlet,18628,,{bad},,,"),
            "households",
            R::NotInRange(0, 100_000),
        );
    }
    for bad in [
        "2019-2-1",
        "2019-02-30",
        "17/07/2019",
        "2019-07-17T00:00",
        "0000-01-01",
        "+2019-01-01",
    ] {
        one(
            &format!("18631,Xã A,commune,445,,,{bad},,"),
            "valid_from",
            R::NotADay,
        );
    }
    one(
        "18631,Xã A,commune,445,,,2019-01-02,2019-01-01,",
        "valid_until",
        R::EndsBeforeItBegins,
    );
    one(
        "18631,Xã A,commune,445,,,2019-01-01,,18628 @,",
        "",
        R::FieldCount {
            expected: 9,
            found: 10,
        },
    );
    one(
        "18631,Xã A,commune,445,,,2019-01-01,,18628 @",
        "predecessors",
        R::NotAnAreaReference,
    );
}

#[test]
fn hamlet_code_is_its_communes_a_hyphen_and_two_digits() {
    for bad in [
        "18628",
        "18628-1",
        "18628-001",
        "18628-ab",
        "18629-01",
        "1862801",
        "18628-١٢",
    ] {
        let row = format!("{bad},Thôn B,hamlet,18628,,10,,,");
        let reasons = faults(&row);
        let coded = bad.is_ascii();
        let reason = if coded {
            R::NotAHamletCode
        } else {
            R::NotACode
        };
        assert_eq!(reasons, [(6, "code".to_owned(), reason)], "{bad}");
    }
}

#[test]
fn each_fault_of_kinship_is_named() {
    let today = "2019-07-17".parse().ok();
    one(
        "18631,Xã A,commune,999,,,,,",
        "parent_code",
        R::UnknownParent(today),
    );
    one(
        "18631,Xã A,commune,445,,,,,18628",
        "predecessors",
        R::UndatedPredecessor,
    );
    one(
        "18631,Xã A,commune,18628,,,,,",
        "parent_code",
        R::ParentNotAbove,
    );
    one(
        "446,Huyện B,district,445,,,,,",
        "parent_code",
        R::ParentNotAbove,
    );
    one(
        "445-01,Thôn B,hamlet,445,,10,,,",
        "parent_code",
        R::ParentNotAbove,
    );
    one("445,Xã B,commune,42,,,,,", "code", R::RepeatedFrom(3));
    let before = "2019-12-31".parse().ok();
    one(
        "18631,Xã A,commune,445,,,2020-01-01,,77777",
        "predecessors",
        R::UnknownPredecessor(before),
    );
    one(
        "18631,Xã A,commune,445,,,2020-01-01,,18631",
        "predecessors",
        R::UnknownPredecessor(before),
    );
}

#[test]
fn same_code_twice_names_the_first_line_unless_the_days_differ() {
    one("18628,Xã Khác,commune,445,,,,,", "code", R::RepeatedFrom(4));
    one(
        "18631,Xã A,commune,445,,,2019-01-01,2020-06-30,\n18631,Xã B,commune,445,,,2018-01-01,2019-06-30,",
        "valid_from",
        R::Overlaps("2018-01-01".parse().ok()),
    );
    assert!(plan(&format!("{TOP}18628,Xã Mới,commune,445,,,2020-01-01,,\n")).is_ok());
}

#[test]
fn what_lies_below_a_bad_line_is_not_blamed_for_it() {
    let rows = "446,Huyện B,distrikt,42,,,,,\n18700,Xã C,commune,446,,,,,\n18700-01,Thôn D,hamlet,18700,,10,,,\n";
    let found = faults(rows.trim_end());
    let lines: Vec<usize> = found.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [6], "{found:?}");
}

#[test]
fn all_bad_lines_are_named_together_in_order() {
    let rows = "18700,Xã C,commune,999,,,,,\n,Xã D,commune,445,,,,,\n18701,Xã E,commune,445,,x,,,\n18702,Xã F\n";
    let lines: Vec<usize> = faults(rows.trim_end())
        .iter()
        .map(|(line, ..)| *line)
        .collect();
    assert_eq!(lines, [6, 7, 8, 9]);
}
