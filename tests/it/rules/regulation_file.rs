//! Every fault of a regulation file is named with its line and field.

use longdan::domain::base::import_fault::{FaultReason, ImportFault, ValueKind};
use longdan::domain::law::regulation::{Regulation, RegulationRef};
use proptest::prelude::*;

/// A whole file; tests change one line of it.
const GOOD: &str = r#"code = "test"
version = 1
name = { vi = "Thử", en = "Test" }
valid_from = 2016-12-30
valid_until = 2022-09-19
legal_basis = "QĐ 1"

[[minimums]]
title = "STANDARD"
level = "DISTRICT"
measure = "overall"
each = "commune"
base = "collected"
comparison = "more_than"
limit = "80"
severity = "blocking"
source = "HD 78"
confirmed = true

[[criteria]]
code = "1"
number = 1
name = { vi = "Quy hoạch", en = "Planning" }
agency = "SO_XAY_DUNG"

[vote]
quorum = { base = "members", comparison = "at_least", limit = "70", source = "QĐ", confirmed = false }
majority = { base = "present", comparison = "at_least", limit = "90", source = "QĐ", confirmed = false }
"#;

fn read(text: &str) -> Result<Regulation, Vec<ImportFault>> {
    Regulation::from_toml(text.as_bytes())
}

/// The only fault of the good file with `old` in place of `new`.
fn fault(old: &str, new: &str) -> (usize, String, FaultReason) {
    assert!(GOOD.contains(old), "{old}");
    let faults = read(&GOOD.replacen(old, new, 1)).expect_err(new);
    let [fault] = faults.as_slice() else {
        panic!("one fault, not {faults:?}");
    };
    let field = fault.field.clone().unwrap_or_default();
    (fault.line, field, fault.reason.clone())
}

/// Asserts that changing the first text to the second is a fault at this line and field.
fn assert_fault((old, new): (&str, &str), (line, field): (usize, &str), reason: &FaultReason) {
    assert_eq!(fault(old, new), (line, field.to_owned(), reason.clone()));
}

#[test]
fn whole_file_reads() {
    let set = read(GOOD).expect("a regulation");
    assert_eq!((set.code.as_str(), set.version), ("test", 1));
    assert_eq!((set.minimums.len(), set.criteria.len()), (1, 1));
}

#[test]
fn byte_order_mark_and_crlf_change_nothing() {
    let text = format!("\u{FEFF}{}", GOOD.replace('\n', "\r\n"));
    assert_eq!(read(&text), read(GOOD));
}

#[test]
fn names_of_lists_may_be_written_in_either_case() {
    let text = GOOD
        .replace("\"overall\"", "\"OVERALL\"")
        .replace("STANDARD", "standard");
    assert_eq!(read(&text), read(GOOD));
}

#[test]
fn each_fault_of_the_code_has_its_line() {
    use FaultReason as R;
    assert_fault(("code = \"test\"\n", ""), (1, "code"), &R::MissingField);
    assert_fault(
        ("code = \"test\"", "code = \"a b\""),
        (1, "code"),
        &R::NotACode,
    );
    assert_fault(
        ("code = \"test\"", "code = 7"),
        (1, "code"),
        &R::WrongKind(ValueKind::Text),
    );
    assert_fault(
        ("version = 1", "version = 0"),
        (2, "version"),
        &R::NotInRange(1, 9_999),
    );
    assert_fault(
        ("version = 1", "version = 99999999999999999999"),
        (2, "version"),
        &R::NotInRange(1, 9_999),
    );
    assert_fault(
        ("version = 1", "version = 1.0"),
        (2, "version"),
        &R::WrongKind(ValueKind::Integer),
    );
    assert_fault(
        ("name = { vi = \"Thử\", en", "name = { en"),
        (3, "name.vi"),
        &R::MissingField,
    );
    assert_fault(("\"Thử\"", "\"  \""), (3, "name.vi"), &R::Empty);
}

#[test]
fn each_fault_of_the_dates_has_its_line() {
    use FaultReason as R;
    let long = format!("\"{}\"", "ă".repeat(1_001));
    assert_fault(
        ("\"Thử\"", "\"a\\u0000b\""),
        (3, "name.vi"),
        &R::ControlCharacter,
    );
    assert_fault(("\"Thử\"", &long), (3, "name.vi"), &R::TooLong(1_000));
    assert_fault(
        ("valid_from = 2016-12-30", "valid_from = \"2016-12-30\""),
        (4, "valid_from"),
        &R::WrongKind(ValueKind::Date),
    );
    assert_fault(
        (
            "valid_from = 2016-12-30",
            "valid_from = 2016-12-30T00:00:00Z",
        ),
        (4, "valid_from"),
        &R::WrongKind(ValueKind::Date),
    );
    assert_fault(
        ("2022-09-19", "2016-12-29"),
        (5, "valid_until"),
        &R::EndsBeforeItBegins,
    );
    assert_fault(
        (
            "legal_basis = \"QĐ 1\"",
            "legal_basis = \"QĐ 1\"\nlegal = 1",
        ),
        (7, "legal"),
        &R::UnknownField,
    );
    assert_fault(
        (
            "legal_basis = \"QĐ 1\"",
            "legal_basis = \"QĐ 1\"\nbase = \"test\"",
        ),
        (7, "base"),
        &R::NotAVersionReference,
    );
    assert_fault(
        (
            "legal_basis = \"QĐ 1\"",
            "legal_basis = \"QĐ 1\"\nbase = \"test@1\"",
        ),
        (7, "base"),
        &R::OverlayOfItself,
    );
}

#[test]
fn each_fault_of_a_minimum_has_its_line() {
    use FaultReason as R;
    let at = |line, field: &str, reason| (line, format!("minimums[1].{field}"), reason);
    assert_eq!(
        fault("level = \"DISTRICT\"\n", ""),
        at(8, "level", R::MissingField)
    );
    assert_eq!(
        fault("STANDARD", "GOOD"),
        at(9, "title", R::UnknownTerm(
            "STANDARD, ADVANCED, MODEL, SUBSTANTIALLY_COMPLETE, TASK_COMPLETED, CIVILISED_URBAN".to_owned()
        ))
    );
    assert_eq!(
        fault("each = \"commune\"", "each = \"district\""),
        at(12, "each", R::UnfitEach)
    );
    assert_eq!(
        fault("\"overall\"", "\"coverage\""),
        at(13, "base", R::UnfitBase("HOUSEHOLDS, ISSUED".to_owned()))
    );
    assert_eq!(
        fault("\"collected\"", "\"members\""),
        at(
            13,
            "base",
            R::UnfitBase("HOUSEHOLDS, ISSUED, COLLECTED, VALID, ANSWERED, ROLL".to_owned())
        )
    );
    for bad in [
        "", "-1", "+80", "100.01", "80.255", "80.", ".5", "80,5", "8e1", "1000", "٨٠",
    ] {
        let limit = format!("limit = \"{bad}\"");
        let reason = if bad.is_empty() {
            R::Empty
        } else {
            R::NotALimit
        };
        assert_eq!(
            fault("limit = \"80\"", &limit),
            at(15, "limit", reason),
            "{bad}"
        );
    }
    assert_eq!(
        fault("limit = \"80\"", "limit = 80"),
        at(15, "limit", R::WrongKind(ValueKind::Text))
    );
    assert_eq!(
        fault("confirmed = true", "confirmed = \"true\""),
        at(18, "confirmed", R::WrongKind(ValueKind::Boolean))
    );
    assert_eq!(
        fault("confirmed = true", "confirmed = true\nconfirm = true"),
        at(19, "confirm", R::UnknownField)
    );
}

#[test]
fn limits_are_read_to_two_decimals_exactly() {
    for (text, hundredths) in [
        ("0", 0),
        ("80", 8_000),
        ("80.5", 8_050),
        ("80.25", 8_025),
        ("66.67", 6_667),
        ("100", 10_000),
        ("100.00", 10_000),
        ("080", 8_000),
    ] {
        let file = GOOD.replace("limit = \"80\"", &format!("limit = \"{text}\""));
        let set = read(&file).expect(text);
        let first = set.minimums.first().expect("a minimum");
        assert_eq!(first.limit.hundredths(), hundredths, "{text}");
    }
}

#[test]
fn same_rule_or_criterion_twice_names_the_first_line() {
    let start = GOOD.find("[[minimums]]").expect("minimums");
    let end = GOOD.find("[[criteria]]").expect("criteria");
    let minimum = GOOD.get(start..end).expect("a minimum");
    let twice = format!("{GOOD}\n{minimum}");
    let faults = read(&twice).expect_err("twice");
    assert_eq!(
        faults,
        [ImportFault::of_field(
            33,
            "minimums[2].measure",
            FaultReason::RepeatedFrom(11)
        )]
    );
    let criterion = "\n[[criteria]]\ncode = \"1\"\nnumber = 1\nname = { vi = \"a\", en = \"b\" }\n";
    let faults = read(&format!("{GOOD}{criterion}")).expect_err("twice");
    assert_eq!(
        faults,
        [
            ImportFault::of_field(31, "criteria[2].code", FaultReason::RepeatedFrom(21)),
            ImportFault::of_field(32, "criteria[2].number", FaultReason::RepeatedFrom(22)),
        ]
    );
}

#[test]
fn vote_needs_both_thresholds_and_bases_of_a_vote() {
    let line = GOOD
        .lines()
        .find(|line| line.starts_with("majority"))
        .expect("a majority");
    assert_eq!(
        fault(&format!("{line}\n"), ""),
        (26, "vote.majority".to_owned(), FaultReason::MissingField)
    );
    assert_eq!(
        fault("\"present\"", "\"valid\""),
        (
            28,
            "vote.majority.base".to_owned(),
            FaultReason::UnfitBase("MEMBERS, PRESENT, ROLL".to_owned())
        )
    );
}

#[test]
fn all_faults_are_named_at_once_in_order_of_lines() {
    let text = GOOD
        .replace("version = 1", "version = -1")
        .replace("limit = \"80\"", "limit = \"800\"")
        .replace("number = 1", "number = \"one\"")
        .replace("\"present\"", "\"nobody\"");
    let lines: Vec<usize> = read(&text)
        .expect_err("faults")
        .iter()
        .map(|fault| fault.line)
        .collect();
    assert_eq!(lines, [2, 15, 22, 28]);
}

#[test]
fn grammar_faults_have_their_lines() {
    for (text, line) in [
        ("code = \n", 1),
        ("a = 1\na = 2\n", 2),
        ("\n\n[[", 3),
        ("x = 2019-13-01", 1),
    ] {
        let faults = read(text).expect_err(text);
        let first = faults.first().expect("a fault");
        assert!(
            matches!(first.reason, FaultReason::Syntax(_)),
            "{text} {first:?}"
        );
        assert_eq!(first.line, line, "{text}");
    }
}

#[test]
fn bytes_that_are_not_utf8_have_their_line() {
    let faults =
        Regulation::from_toml(b"code = \"a\"\nversion = 1\nname = \"\xFF\"").expect_err("bytes");
    assert_eq!(faults, [ImportFault::of_line(3, FaultReason::NotUtf8)]);
}

#[test]
fn references_are_code_at_version() {
    let good: RegulationRef = "ntm-2016@1".parse().expect("a reference");
    assert_eq!((good.code.as_str(), good.version), ("ntm-2016", 1));
    for bad in [
        "",
        "@",
        "a@",
        "@1",
        "a@0",
        "a@-1",
        "a@+1",
        "a@1.0",
        "a@99999999999",
        "a b@1",
        "a@1@2",
    ] {
        assert!(bad.parse::<RegulationRef>().is_err(), "{bad}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_with_a_line(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        match Regulation::from_toml(&bytes) {
            Ok(_) => {}
            Err(faults) => prop_assert!(!faults.is_empty() && faults.iter().all(|fault| fault.line >= 1)),
        }
    }

    #[test]
    fn damaged_files_are_read_or_refused_with_a_line(
        at in 0..GOOD.len(), length in 0_usize..40, put in "\\PC{0,12}"
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, put.bytes());
        if let Err(faults) = Regulation::from_toml(&bytes) {
            let lines = GOOD.lines().count() + 1;
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| (1..=lines).contains(&fault.line)), "{faults:?}");
        }
    }
}
