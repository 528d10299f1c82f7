//! What is written as CSV is read back as it was, and damage is never a panic.

use std::collections::BTreeMap;

use longdan::domain::base::chance::CountingChance;
use longdan::domain::imports::area_plan::{NoPlan, OnRecord, plan_areas};
use longdan::domain::imports::area_rows::{AreaFile, AreaRow};
use longdan::domain::imports::nomination_rows::{NominationRow, read_nominations};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::{AreaLevel, CommuneKind};
use longdan::domain::place::bundled::BUNDLED_LISTS;
use longdan::domain::place::reference::AreaRef;
use longdan::domain::recognition::candidacy::CandidacyPurpose;
use proptest::prelude::*;

/// Writes cells as the csv crate does: quoted where they must be.
fn written(header: &[&str], rows: Vec<Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).expect("a header");
    for row in rows {
        writer.write_record(row).expect("a row");
    }
    writer.into_inner().expect("bytes")
}

fn or_nothing<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn cells(row: &AreaRow) -> Vec<String> {
    let predecessors: Vec<String> = row.predecessors.iter().map(ToString::to_string).collect();
    vec![
        row.code.clone(),
        row.name.clone(),
        row.level.as_str().to_lowercase(),
        or_nothing(row.parent.as_ref()),
        row.kind
            .map_or_else(String::new, |kind| kind.as_str().to_lowercase()),
        or_nothing(row.households.as_ref()),
        or_nothing(row.valid_from.as_ref()),
        or_nothing(row.valid_until.as_ref()),
        predecessors.join(" "),
    ]
}

fn some_day() -> impl Strategy<Value = chrono::NaiveDate> {
    (1900_i32..2100, 1_u32..=366).prop_filter_map("a day of that year", |(year, day)| {
        chrono::NaiveDate::from_yo_opt(year, day)
    })
}

fn some_ref() -> impl Strategy<Value = AreaRef> {
    ("[0-9]{5}", proptest::option::of(some_day())).prop_map(|(code, on)| AreaRef { code, on })
}

/// A commune's or hamlet's row that contradicts itself nowhere; its line comes later.
fn some_row() -> impl Strategy<Value = AreaRow> {
    let name = "[A-Za-zÀÁÂĂĐÊÔƠƯàáâăđêôơư,\"'; ]{0,20}[A-Za-zĐđ]";
    let days = (
        proptest::option::of(some_day()),
        proptest::option::of(some_day()),
    );
    let kinds = proptest::option::of(proptest::sample::select(CommuneKind::ALL));
    let before = proptest::collection::vec(some_ref(), 0..3);
    let households = proptest::option::of(0_i64..=100_000);
    (
        some_ref(),
        name,
        days,
        kinds,
        before,
        households,
        0_u8..100,
        any::<bool>(),
    )
        .prop_map(
            |(parent, name, (from, until), kind, before, households, number, is_hamlet)| {
                let until = until.filter(|until| from.is_none_or(|from| from <= *until));
                let hamlet_code = format!("{}-{number:02}", parent.code);
                AreaRow {
                    line: 0,
                    code: if is_hamlet {
                        hamlet_code
                    } else {
                        format!("9{}", parent.code)
                    },
                    name: name.trim().to_owned(),
                    level: if is_hamlet {
                        AreaLevel::Hamlet
                    } else {
                        AreaLevel::Commune
                    },
                    kind: kind.filter(|_| !is_hamlet),
                    parent: Some(parent),
                    households: households.filter(|_| is_hamlet),
                    valid_from: from,
                    valid_until: until,
                    predecessors: if from.is_some() { before } else { Vec::new() },
                }
            },
        )
}

const AREA_HEADER: [&str; 9] = [
    "code",
    "name",
    "level",
    "parent_code",
    "kind",
    "households",
    "valid_from",
    "valid_until",
    "predecessors",
];

fn some_nomination() -> impl Strategy<Value = NominationRow> {
    let titles = proptest::sample::select(Title::ALL);
    let purposes = proptest::sample::select(CandidacyPurpose::ALL);
    (1900..=9999_i32, 1..=999_i32, "[0-9]{5}", titles, purposes).prop_map(
        |(year, ordinal, area_code, title, purpose)| NominationRow {
            line: 0,
            year,
            ordinal,
            area_code,
            title,
            purpose,
        },
    )
}

proptest! {
    #[test]
    fn units_come_back_as_they_were_written(rows in proptest::collection::vec(some_row(), 0..20)) {
        let unique: BTreeMap<_, _> = rows.into_iter().map(|row| ((row.code.clone(), row.valid_from), row)).collect();
        let mut rows: Vec<AreaRow> = unique.into_values().collect();
        for (place, row) in rows.iter_mut().enumerate() {
            row.line = place + 2;
        }
        let bytes = written(&AREA_HEADER, rows.iter().map(cells).collect());
        let read = AreaFile::read(&bytes).rows.whole();
        prop_assert_eq!(read, Ok(rows));
    }

    #[test]
    fn nominations_come_back_as_they_were_written(rows in proptest::collection::vec(some_nomination(), 0..20)) {
        let key = |row: &NominationRow| (row.year, row.ordinal, row.area_code.clone(), row.title, row.purpose);
        let unique: BTreeMap<_, _> = rows.into_iter().map(|row| (key(&row), row)).collect();
        let mut rows: Vec<NominationRow> = unique.into_values().collect();
        for (place, row) in rows.iter_mut().enumerate() {
            row.line = place + 2;
        }
        let cells = |row: &NominationRow| vec![
            row.year.to_string(), row.ordinal.to_string(), row.area_code.clone(),
            row.title.to_string(), row.purpose.to_string(),
        ];
        let bytes = written(&["year", "ordinal", "area_code", "title", "purpose"], rows.iter().map(cells).collect());
        prop_assert_eq!(read_nominations(&bytes).whole(), Ok(rows));
    }

    #[test]
    fn damaged_lists_are_planned_or_refused_with_lines(
        list in proptest::sample::select(&BUNDLED_LISTS), at in any::<proptest::sample::Index>(),
        length in 0_usize..80, put in proptest::collection::vec(any::<u8>(), 0..12)
    ) {
        let mut bytes = list.csv.as_bytes().to_vec();
        let start = at.index(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, put);
        let last = bytes.split(|byte| *byte == b'\n').count();
        let chance = CountingChance::default();
        let plan = plan_areas(
            AreaFile::read(&bytes), OnRecord::default(), list.into(), &chance, chrono::DateTime::UNIX_EPOCH,
        );
        match plan {
            Ok(plan) => prop_assert!(plan.updates.is_empty()),
            Err(NoPlan::Faults(faults)) => {
                prop_assert!(!faults.is_empty());
                prop_assert!(faults.iter().all(|fault| (1..=last).contains(&fault.line)), "{faults:?}");
            }
            Err(NoPlan::NoChance(_)) => prop_assert!(false, "a counter never fails"),
        }
    }
}
