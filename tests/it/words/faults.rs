//! Why a request was turned down, in both languages.

use std::fmt::Write;

use longdan::domain::base::language::Language;
use longdan::services::refusal::{InputFault, Refusal};
use longdan::services::user_fault::{UserFault, UserFaultCode};
use longdan::words::faults::{refusal, user_fault};

#[test]
fn each_fault_of_the_user_has_its_sentence() {
    let mut page = String::new();
    for code in UserFaultCode::ALL {
        writeln!(page, "{code}").expect("a text");
        for language in Language::ALL {
            let sentence = user_fault(&UserFault::at("field", *code, ""), *language);
            writeln!(page, "  {language}: {sentence}").expect("a text");
        }
    }
    insta::assert_snapshot!(page);
}

#[test]
fn a_fault_says_what_it_is_about() {
    let faults = [
        UserFault::at("year", UserFaultCode::OutOfRange, "1990-2200"),
        UserFault::at("surveyId", UserFaultCode::IllegalState, "CLOSED"),
        UserFault::at("candidacyId", UserFaultCode::IllegalState, "VOTED"),
        UserFault::at("title", UserFaultCode::TitleNotForArea, "MODEL"),
        UserFault::at("deadlines", UserFaultCode::NamedTwice, "FRONT_REPORT"),
        UserFault::at(
            "hamlets.1.hamletCode",
            UserFaultCode::NamedTwice,
            "18628-01",
        ),
    ];
    let mut page = String::new();
    for fault in &faults {
        for language in Language::ALL {
            writeln!(page, "{language}: {}", user_fault(fault, *language)).expect("a text");
        }
    }
    insta::assert_snapshot!(page);
}

#[test]
fn a_refusal_tells_nothing_of_the_inside() {
    let at = |path: &[&str], fault| Refusal::BadInput {
        path: path.iter().map(|step| (*step).to_owned()).collect(),
        fault,
    };
    let refusals = [
        Refusal::Unauthenticated,
        Refusal::Forbidden,
        Refusal::NotFound,
        Refusal::Conflict(None),
        Refusal::Overloaded { retry_after: 1 },
        Refusal::TooManyTries { retry_after: 1 },
        Refusal::Full,
        Refusal::Internal("password=hunter2".into()),
        at(
            &["input", "responses"],
            InputFault::ListLength { most: 500 },
        ),
        at(&["after"], InputFault::Cursor),
        at(&[], InputFault::Cursor),
        at(&["id"], InputFault::GlobalId),
        at(&["first"], InputFault::PageSize { most: 500 }),
        at(&["last"], InputFault::FirstAndLast),
    ];
    let mut page = String::new();
    for one in &refusals {
        for language in Language::ALL {
            writeln!(
                page,
                "{language}: {}",
                refusal(one, "[reference]", *language)
            )
            .expect("a text");
        }
    }
    assert!(!page.contains("hunter2"), "{page}");
    insta::assert_snapshot!(page);
}
