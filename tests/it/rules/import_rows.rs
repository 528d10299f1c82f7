//! What every CSV file is held to: encoding, header, lines, no panic.

use longdan::domain::base::import_fault::{FaultReason as R, ImportFault};
use longdan::domain::imports::area_rows::AreaFile;
use longdan::domain::imports::household_rows::{HouseholdRow, read_households};
use longdan::domain::imports::nomination_rows::read_nominations;
use longdan::domain::imports::token_rows::read_tokens;
use longdan::domain::law::title::Title;
use longdan::domain::recognition::candidacy::CandidacyPurpose;
use longdan::domain::trust::actor::Role;
use proptest::prelude::*;

fn households(text: &str) -> Result<Vec<(String, String)>, Vec<ImportFault>> {
    let rows = read_households(text.as_bytes()).whole()?;
    let pair = |row: HouseholdRow| (row.hamlet_code, row.household_code);
    Ok(rows.into_iter().map(pair).collect())
}

fn faults(text: &str) -> Vec<(usize, String, R)> {
    let faults = households(text).expect_err(text).into_iter();
    faults
        .map(|fault| (fault.line, fault.field.unwrap_or_default(), fault.reason))
        .collect()
}

fn at(line: usize, field: &str, reason: R) -> (usize, String, R) {
    (line, field.to_owned(), reason)
}

const TWO: &str = "hamlet_code,household_code\n18628-01,H-001\n18628-01,H-002\n";

#[test]
fn byte_order_mark_line_ends_order_of_columns_and_blanks_change_nothing() {
    let plain = households(TWO).expect("two households");
    assert_eq!(plain.len(), 2);
    for same in [
        format!("\u{FEFF}{TWO}"),
        TWO.replace('\n', "\r\n"),
        TWO.trim_end().to_owned(),
        "household_code,hamlet_code\nH-001,18628-01\nH-002,18628-01\n".to_owned(),
        "\n Hamlet_Code , household_code\n\n 18628-01 ,\"H-001\"\n\n\n18628-01,H-002\n\n"
            .to_owned(),
    ] {
        assert_eq!(households(&same).as_ref(), Ok(&plain), "{same:?}");
    }
}

#[test]
fn header_faults_are_all_named() {
    assert_eq!(faults(""), [at(1, "", R::EmptyFile)]);
    assert_eq!(faults("\n\n"), [at(1, "", R::EmptyFile)]);
    assert_eq!(faults("\u{FEFF}"), [at(1, "", R::EmptyFile)]);
    assert_eq!(
        faults("\nhamlet,household_code,household_code\nx,y\n"),
        [
            at(2, "hamlet", R::UnknownField),
            at(2, "household_code", R::RepeatedColumn),
            at(2, "hamlet_code", R::MissingField),
        ]
    );
    let header_alone = households("hamlet_code,household_code\n").expect("no rows");
    assert!(header_alone.is_empty());
}

#[test]
fn every_bad_line_is_named_past_empty_lines_and_quoted_line_ends() {
    let text = "hamlet_code,household_code\r\n\
                18628-01,H-001\r\n\
                \r\n\
                18628-01\r\n\
                18628-01,\"a\r\nb\"\r\n\
                18628-01,H-001\r\n\
                ,Nguyễn Văn A\r\n\
                18628-01,H-003,more\r\n";
    assert_eq!(
        faults(text),
        [
            at(
                4,
                "",
                R::FieldCount {
                    expected: 2,
                    found: 1
                }
            ),
            at(5, "household_code", R::NotACode),
            at(7, "household_code", R::RepeatedFrom(2)),
            at(8, "hamlet_code", R::Empty),
            at(8, "household_code", R::NotACode),
            at(
                9,
                "",
                R::FieldCount {
                    expected: 2,
                    found: 3
                }
            ),
        ]
    );
}

#[test]
fn every_line_that_is_not_utf8_is_named() {
    let rows = read_households(b"hamlet_code,household_code\nok,1\n\xC3\x28,2\nok,3\n\xFF,4\n");
    assert_eq!(
        rows.whole(),
        Err(vec![
            ImportFault::of_line(3, R::NotUtf8),
            ImportFault::of_line(5, R::NotUtf8)
        ])
    );
}

#[test]
fn household_codes_are_opaque_and_compared_exactly() {
    let text = "hamlet_code,household_code\nA-01,h1\nA-01,H1\nA-02,h1\n";
    assert_eq!(households(text).expect("three").len(), 3);
    let long = format!("hamlet_code,household_code\nA-01,{}\n", "x".repeat(65));
    assert_eq!(faults(&long), [at(2, "household_code", R::NotACode)]);
}

#[test]
fn nominations_read_with_and_without_a_purpose() {
    let text = "year,ordinal,area_code,title,purpose\n2019,1,18628,ADVANCED,\n2019,1,18628,standard,REASSESSMENT\n";
    let rows = read_nominations(text.as_bytes()).whole().expect("two");
    let [one, other] = rows.as_slice() else {
        panic!("two rows");
    };
    assert_eq!(
        (one.year, one.ordinal, one.title),
        (2019, 1, Title::Advanced)
    );
    assert_eq!(one.purpose, CandidacyPurpose::Recognition);
    assert_eq!(other.purpose, CandidacyPurpose::Reassessment);
    let four = "year,ordinal,area_code,title\n2019,1,18628,MODEL\n";
    assert_eq!(
        read_nominations(four.as_bytes())
            .whole()
            .expect("one")
            .len(),
        1
    );
}

#[test]
fn each_fault_of_a_nomination_is_named() {
    let text = "year,ordinal,area_code,title,purpose\n\
                19,1,18628,STANDARD,\n\
                2019,0,18628,STANDARD,\n\
                2019,1,a b,STANDARD,\n\
                2019,1,18628,GOOD,\n\
                2019,1,18628,STANDARD,FUN\n\
                2019,1,18628,STANDARD,\n\
                2019,1,18628,STANDARD,RECOGNITION\n\
                +2019,1.0,,,\n";
    let rows = read_nominations(text.as_bytes());
    let found: Vec<(usize, &str)> = rows
        .faults
        .iter()
        .map(|fault| (fault.line, fault.field.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        found,
        [
            (2, "year"),
            (3, "ordinal"),
            (4, "area_code"),
            (5, "title"),
            (6, "purpose"),
            (8, "area_code"),
            (9, "year"),
            (9, "ordinal"),
            (9, "area_code"),
            (9, "title"),
        ]
    );
    let repeated = rows
        .faults
        .iter()
        .find(|fault| fault.line == 8)
        .expect("line 8");
    assert_eq!(repeated.reason, R::RepeatedFrom(7));
}

#[test]
fn tokens_read_with_areas_separated_by_spaces_or_semicolons() {
    let text = "name,role,areas,agency,expires\n\
                Thôn Hà Thanh,COLLECTOR,18628-01 18628-02;18628-03@2019-07-17,,30\n\
                Sở Xây dựng,DEPARTMENT,,SO_XAY_DUNG,\n\
                Văn phòng,coordination_office,,,0\n";
    let rows = read_tokens(text.as_bytes()).whole().expect("three");
    let [collector, department, office] = rows.as_slice() else {
        panic!("three rows");
    };
    let areas: Vec<String> = collector.areas.iter().map(ToString::to_string).collect();
    assert_eq!(areas, ["18628-01", "18628-02", "18628-03@2019-07-17"]);
    assert_eq!(
        (collector.role, collector.expires),
        (Role::Collector, Some(30))
    );
    assert_eq!(department.agency.as_deref(), Some("SO_XAY_DUNG"));
    assert_eq!(
        (office.role, office.expires),
        (Role::CoordinationOffice, Some(0))
    );
}

#[test]
fn each_fault_of_a_token_is_named() {
    let text = "name,role,areas,agency,expires\n\
                ,ADMIN,,,\n\
                A,BOSS,,,\n\
                A,FRONT,,,\n\
                A,DEPARTMENT,,,\n\
                A,COLLECTOR,a@b,,\n\
                A,ADMIN,,,-1\n\
                A,ADMIN,,,99999\n\
                A,ADMIN,,x y,\n";
    let rows = read_tokens(text.as_bytes());
    let found: Vec<(usize, &str, &R)> = rows
        .faults
        .iter()
        .map(|fault| {
            (
                fault.line,
                fault.field.as_deref().unwrap_or_default(),
                &fault.reason,
            )
        })
        .collect();
    let roles = "ADMIN, COORDINATION_OFFICE, FRONT, DEPARTMENT, STEERING_COMMITTEE, COUNCIL_MEMBER, COLLECTOR";
    assert_eq!(
        found,
        [
            (2, "name", &R::Empty),
            (3, "role", &R::UnknownTerm(roles.to_owned())),
            (4, "areas", &R::AreaNeeded),
            (5, "agency", &R::AgencyNeeded),
            (6, "areas", &R::NotAnAreaReference),
            (7, "expires", &R::NotInRange(0, 3_650)),
            (8, "expires", &R::NotInRange(0, 3_650)),
            (9, "agency", &R::NotACode),
        ]
    );
}

fn writeln_row(text: &mut String, cells: &[&String], quote: &str, end: &str) {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| format!("{quote}{cell}{quote}"))
        .collect();
    text.push_str(&cells.join(","));
    text.push_str(end);
}

/// Texts that look like a file now and then.
fn nearly_csv() -> impl Strategy<Value = Vec<u8>> {
    let headers = prop_oneof![
        Just("code,name,level,parent_code,kind,households,valid_from,valid_until,predecessors"),
        Just("hamlet_code,household_code"),
        Just("year,ordinal,area_code,title,purpose"),
        Just("name,role,areas,agency,expires"),
    ];
    let cell = prop_oneof![
        Just("42".to_owned()),
        Just("province".to_owned()),
        Just("hamlet".to_owned()),
        Just("42-01".to_owned()),
        Just("2019-07-17".to_owned()),
        Just("2019-02-30".to_owned()),
        Just("42@2019-12-31".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("\"".to_owned()),
        Just("\r".to_owned()),
        "\\PC{0,6}",
    ];
    let row = proptest::collection::vec(cell, 0..10).prop_map(|cells| cells.join(","));
    let body = proptest::collection::vec(row, 0..8);
    (headers, body, any::<bool>()).prop_map(|(header, body, crlf)| {
        let end = if crlf { "\r\n" } else { "\n" };
        format!("{header}{end}{}", body.join(end)).into_bytes()
    })
}

fn read_by_all(bytes: &[u8]) -> Vec<Vec<ImportFault>> {
    vec![
        AreaFile::read(bytes).rows.faults,
        read_households(bytes).faults,
        read_nominations(bytes).faults,
        read_tokens(bytes).faults,
    ]
}

fn lines_exist(bytes: &[u8]) -> bool {
    let last = bytes.split(|byte| *byte == b'\n').count();
    let mut faults = read_by_all(bytes).into_iter().flatten();
    faults.all(|fault| (1..=last).contains(&fault.line))
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_with_a_line(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(lines_exist(&bytes));
    }

    #[test]
    fn nearly_right_files_are_read_or_refused_with_a_line(bytes in nearly_csv()) {
        prop_assert!(lines_exist(&bytes));
    }

    #[test]
    fn rosters_come_back_as_they_were_written(
        rows in proptest::collection::btree_set(("[0-9]{5}-[0-9]{2}", "[A-Za-z0-9._-]{1,64}"), 0..30),
        crlf in any::<bool>(), quoted in any::<bool>()
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let quote = if quoted { "\"" } else { "" };
        let mut text = format!("hamlet_code,household_code{end}");
        for (hamlet, household) in &rows {
            writeln_row(&mut text, &[hamlet, household], quote, end);
        }
        let expected: Vec<(String, String)> = rows.into_iter().collect();
        prop_assert_eq!(households(&text), Ok(expected));
    }
}
