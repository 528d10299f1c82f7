//! Every fault of a questionnaire file is named with its line and field.

use longdan::domain::base::import_fault::{FaultReason, ImportFault, ValueKind};
use longdan::domain::survey::questionnaire::{Questionnaire, Sentiment};
use proptest::prelude::*;

/// The example of the program's contract, with a second item.
const GOOD: &str = r#"code = "overall-only"
version = 1
title = { vi = "Phiếu hỏi chung", en = "Overall question" }

[[items]]
code = "overall"
label = { vi = "Ông/bà có hài lòng không?", en = "Are you satisfied?" }
required = true
overall = true
options = [
  { code = "SATISFIED", sentiment = "positive", label = { vi = "Hài lòng", en = "Satisfied" } },
  { code = "NOT_SATISFIED", sentiment = "negative", label = { vi = "Chưa hài lòng", en = "Not satisfied" } },
  { code = "OTHER", sentiment = "neutral", label = { vi = "Ý kiến khác", en = "Other opinion" } },
]

[[items]]
code = "Q01"
label = { vi = "Đường?", en = "Roads?" }
criterion = "2"
options = [
  { code = "YES", sentiment = "positive", label = { vi = "Có", en = "Yes" } },
  { code = "NO", sentiment = "negative", label = { vi = "Không", en = "No" } },
]
"#;

fn read(text: &str) -> Result<Questionnaire, Vec<ImportFault>> {
    Questionnaire::from_toml(text.as_bytes())
}

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
fn contract_example_reads() {
    let form = read(GOOD).expect("a form");
    let [overall, roads] = form.items.as_slice() else {
        panic!("two items");
    };
    assert!(overall.overall && overall.required);
    assert!(!roads.overall && !roads.required);
    assert_eq!(roads.criterion.as_deref(), Some("2"));
    let sentiments: Vec<Sentiment> = overall.options.iter().map(|one| one.sentiment).collect();
    assert_eq!(
        sentiments,
        [Sentiment::Positive, Sentiment::Negative, Sentiment::Neutral]
    );
}

#[test]
fn each_fault_of_a_field_has_its_line() {
    use FaultReason as R;
    assert_fault(
        ("code = \"overall-only\"\n", ""),
        (1, "code"),
        &R::MissingField,
    );
    assert_fault(
        ("version = 1", "version = true"),
        (2, "version"),
        &R::WrongKind(ValueKind::Integer),
    );
    assert_fault(("\"Overall question\"", "\"\""), (3, "title.en"), &R::Empty);
    assert_fault(
        ("code = \"Q01\"\n", ""),
        (16, "items[2].code"),
        &R::MissingField,
    );
    assert_fault(
        ("code = \"Q01\"", "code = \"1Q\""),
        (17, "items[2].code"),
        &R::NotAnXmlName,
    );
    assert_fault(
        ("code = \"Q01\"", "code = \"overall\""),
        (17, "items[2].code"),
        &R::RepeatedFrom(6),
    );
    assert_fault(
        ("criterion = \"2\"", "criterion = 2"),
        (19, "items[2].criterion"),
        &R::WrongKind(ValueKind::Text),
    );
}

#[test]
fn each_fault_of_an_option_has_its_line() {
    use FaultReason as R;
    assert_fault(
        ("criterion = \"2\"", "topic = \"2\""),
        (19, "items[2].topic"),
        &R::UnknownField,
    );
    assert_fault(
        (
            "\"YES\", sentiment = \"positive\"",
            "\"YES\", sentiment = \"happy\"",
        ),
        (21, "items[2].options[1].sentiment"),
        &R::UnknownTerm("POSITIVE, NEGATIVE, NEUTRAL".to_owned()),
    );
    assert_fault(
        ("code = \"NO\"", "code = \"YES\""),
        (22, "items[2].options[2].code"),
        &R::RepeatedFrom(21),
    );
    assert_fault(
        ("code = \"NO\"", "code = \"not ok\""),
        (22, "items[2].options[2].code"),
        &R::NotAnXmlName,
    );
    assert_fault(
        (
            "\"SATISFIED\", sentiment = \"positive\"",
            "\"SATISFIED\", sentiment = \"neutral\"",
        ),
        (10, "items[1].options"),
        &R::NoPositiveOption,
    );
    assert_fault(
        (
            "  { code = \"NO\", sentiment = \"negative\", label = { vi = \"Không\", en = \"No\" } },\n",
            "",
        ),
        (20, "items[2].options"),
        &R::Entries(2, 50),
    );
}

#[test]
fn names_that_the_phone_uses_are_refused_as_item_codes_alone() {
    for name in ["hamlet", "household", "comment", "start", "end", "meta"] {
        let found = fault("code = \"Q01\"", &format!("code = \"{name}\""));
        assert_eq!(
            found,
            (17, "items[2].code".to_owned(), FaultReason::ReservedName)
        );
        let option = GOOD.replace("code = \"NO\"", &format!("code = \"{name}\""));
        assert!(read(&option).is_ok(), "{name} as an option");
    }
}

#[test]
fn exactly_one_item_is_the_overall_one() {
    assert_eq!(
        fault("overall = true\n", "").2,
        FaultReason::OverallItems(0)
    );
    assert_eq!(
        fault("criterion = \"2\"", "overall = true").2,
        FaultReason::OverallItems(2)
    );
    let none = "code = \"a\"\nversion = 1\ntitle = { vi = \"a\", en = \"b\" }\n";
    let faults = read(none).expect_err("no items");
    assert_eq!(
        faults,
        [ImportFault::of_field(
            1,
            "items",
            FaultReason::Entries(1, 200)
        )]
    );
}

#[test]
fn two_items_on_one_line_are_told_apart() {
    let item = r#"{ code = "A", overall = true, label = { vi = "a", en = "b" }, options = [{ code = "Y", sentiment = "positive", label = { vi = "a", en = "b" } }, { code = "Y", sentiment = "negative", label = { vi = "a", en = "b" } }] }"#;
    let text = format!(
        "code = \"a\"\nversion = 1\ntitle = {{ vi = \"a\", en = \"b\" }}\nitems = [{item}]\n"
    );
    let faults = read(&text).expect_err("a repeated option");
    assert_eq!(
        faults,
        [ImportFault::of_field(
            4,
            "items[1].options[2].code",
            FaultReason::RepeatedFrom(4)
        )]
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_with_a_line(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Err(faults) = Questionnaire::from_toml(&bytes) {
            prop_assert!(!faults.is_empty() && faults.iter().all(|fault| fault.line >= 1));
        }
    }

    #[test]
    fn damaged_files_are_read_or_refused_with_a_line(
        at in 0..GOOD.len(), length in 0_usize..60, put in "\\PC{0,12}"
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, put.bytes());
        if let Err(faults) = Questionnaire::from_toml(&bytes) {
            let lines = GOOD.lines().count() + 1;
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| (1..=lines).contains(&fault.line)), "{faults:?}");
        }
    }

    #[test]
    fn what_is_read_can_be_counted(at in 0..GOOD.len(), put in "[a-z\"=\\[\\]{} ]{0,6}") {
        let mut text = GOOD.to_owned();
        prop_assume!(text.is_char_boundary(at));
        text.insert_str(at, &put);
        if let Ok(form) = read(&text) {
            prop_assert_eq!(form.items.iter().filter(|item| item.overall).count(), 1);
            prop_assert!(form.items.iter().all(|item| item.options.len() >= 2));
        }
    }
}
