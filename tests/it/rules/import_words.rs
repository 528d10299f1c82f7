//! Every fault has its sentence in Vietnamese and English.

use longdan::domain::base::import_fault::{FaultReason as R, ImportFault, ValueKind};
use longdan::domain::base::language::Language;
use longdan::words::imports::import_fault;

fn reasons_of_any_file() -> Vec<R> {
    vec![
        R::NotUtf8,
        R::EmptyFile,
        R::Syntax("invalid table header".to_owned()),
        R::UnknownField,
        R::MissingField,
        R::RepeatedColumn,
        R::FieldCount {
            expected: 9,
            found: 7,
        },
        R::WrongKind(ValueKind::Text),
        R::WrongKind(ValueKind::Integer),
        R::WrongKind(ValueKind::Boolean),
        R::WrongKind(ValueKind::Date),
        R::WrongKind(ValueKind::Table),
        R::WrongKind(ValueKind::Tables),
        R::Empty,
        R::TooLong(200),
        R::ControlCharacter,
        R::UnknownTerm("STANDARD, ADVANCED".to_owned()),
        R::NotInRange(0, 100),
        R::NotADay,
        R::NotALimit,
        R::NotACode,
        R::NotAVersionReference,
        R::EndsBeforeItBegins,
        R::RepeatedFrom(4),
    ]
}

fn reasons_of_rules_and_units() -> Vec<R> {
    let day = "2019-12-31".parse().ok();
    vec![
        R::NotAnXmlName,
        R::ReservedName,
        R::OverallItems(2),
        R::Entries(2, 50),
        R::NoPositiveOption,
        R::OverlayOfItself,
        R::UnfitBase("MEMBERS, PRESENT".to_owned()),
        R::UnfitEach,
        R::NotAnAreaReference,
        R::NotAHamletCode,
        R::UnfitKind,
        R::OnlyOfHamlets,
        R::OnlyOfCommunes,
        R::ProvinceWithParent,
        R::UnknownParent(day),
        R::ParentNotAbove,
        R::UnknownPredecessor(day),
        R::UndatedPredecessor,
        R::OtherLevel,
        R::NoUnitInForce,
        R::Overlaps(day),
        R::OutlivesParent(day.expect("a day")),
        R::LaterListOnRecord(day.expect("a day")),
        R::UnknownHamlet,
        R::UnknownArea,
        R::UnknownRound,
        R::UnknownRegulation,
        R::UnknownProvince,
        R::FixedInRound,
        R::UnknownBase,
        R::UnfitTitle,
        R::NotInMergerPlan,
        R::OtherContent,
        R::UnknownAccount,
        R::TermsOverlap,
        R::AreaNeeded,
        R::AgencyNeeded,
        R::UnfitArea,
    ]
}

#[test]
fn every_fault_is_said_in_both_languages() {
    let mut said = Vec::new();
    for reason in [reasons_of_any_file(), reasons_of_rules_and_units()].concat() {
        let fault = ImportFault::of_field(12, "limit", reason.clone());
        let (vi, en) = (
            import_fault(&fault, Language::Vi),
            import_fault(&fault, Language::En),
        );
        assert!(vi.starts_with("dòng 12: limit: ") && en.starts_with("line 12: limit: "));
        assert!(
            !en.ends_with(": not valid") && !vi.ends_with(": không hợp lệ"),
            "{reason:?}"
        );
        said.push(format!("{vi}\n{en}"));
    }
    insta::assert_snapshot!("import_faults", said.join("\n"));
}

#[test]
fn fault_of_a_whole_line_names_no_field() {
    let fault = ImportFault::of_line(3, R::NotUtf8);
    assert_eq!(import_fault(&fault, Language::En), "line 3: not UTF-8");
    assert_eq!(
        import_fault(&fault, Language::Vi),
        "dòng 3: không phải mã UTF-8"
    );
}
