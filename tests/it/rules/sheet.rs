//! A form's answers against the questionnaire, and what texts may hold.

use longdan::domain::survey::questionnaire::{Layout, Questionnaire};
use longdan::domain::survey::response::{Consent, Draft, DraftAnswer};
use longdan::domain::survey::sheet::{Sheet, SheetFault, is_free_text, texts_are_valid};
use proptest::prelude::*;

use super::given::{answer, draft, form, opens};

fn check(answers: &[DraftAnswer]) -> Result<Sheet, SheetFault> {
    let form = form();
    Sheet::check(&form, &Layout::of(&form), answers)
}

#[test]
fn answers_become_positions_in_the_order_of_the_form() {
    let given = [answer("OVERALL", "OTHER"), answer("ROADS", "NO")];
    let sheet = check(&given).expect("a sheet");
    assert_eq!(sheet.choices, [Some(1), None, Some(2)]);
}

#[test]
fn each_fault_alone_has_its_name() {
    use SheetFault::{ItemAnsweredTwice, RequiredItemMissing, UnknownChoice, UnknownItem};
    let sound = || vec![answer("ROADS", "YES"), answer("OVERALL", "YES")];
    let with = |more: DraftAnswer| [sound(), vec![more]].concat();
    assert_eq!(check(&with(answer("BRIDGES", "YES"))), Err(UnknownItem));
    assert_eq!(check(&with(answer("roads", "YES"))), Err(UnknownItem));
    assert_eq!(check(&with(answer("ROADS", "NO"))), Err(ItemAnsweredTwice));
    assert_eq!(check(&with(answer("ROADS", "YES"))), Err(ItemAnsweredTwice));
    assert_eq!(check(&with(answer("MARKET", "MAYBE"))), Err(UnknownChoice));
    assert_eq!(check(&with(answer("MARKET", ""))), Err(UnknownChoice));
    assert_eq!(check(&[answer("ROADS", "YES")]), Err(RequiredItemMissing));
    assert_eq!(check(&[]), Err(RequiredItemMissing));
    assert!(
        check(&sound()).is_ok(),
        "what need not be answered may be left blank"
    );
}

#[test]
fn reasons_are_kept_by_item_and_only_where_there_is_one() {
    let reason = |item: &str, reason: Option<&str>| DraftAnswer {
        reason: reason.map(str::to_owned),
        ..answer(item, "NO")
    };
    let given = [reason("ROADS", Some("ổ gà")), reason("OVERALL", None)];
    let sheet = check(&given).expect("a sheet");
    let reasons: Vec<_> = sheet.reasons.iter().collect();
    assert_eq!(reasons, [(&"ROADS".to_owned(), &"ổ gà".to_owned())]);
}

/// Answers of every kind: sound ones, doubled ones, unknown items and unknown choices.
fn answers() -> impl Strategy<Value = Vec<DraftAnswer>> {
    let item = prop::sample::select(vec!["ROADS", "MARKET", "OVERALL", "BRIDGES"]);
    let choice = prop::sample::select(vec!["YES", "NO", "OTHER", "MAYBE"]);
    let one = (item, choice).prop_map(|(item, choice)| answer(item, choice));
    prop::collection::vec(one, 0..6)
}

/// The first fault by its name's place in the rules, found the slow way.
fn first_fault(form: &Questionnaire, answers: &[DraftAnswer]) -> Option<SheetFault> {
    let item = |answer: &DraftAnswer| form.items.iter().find(|item| item.code == answer.item);
    let times = |code: &str| answers.iter().filter(|answer| answer.item == code).count();
    let unknown_choice = |answer: &DraftAnswer| {
        item(answer).is_some_and(|item| {
            !item
                .options
                .iter()
                .any(|option| option.code == answer.choice)
        })
    };
    if answers.iter().any(|answer| item(answer).is_none()) {
        Some(SheetFault::UnknownItem)
    } else if form.items.iter().any(|item| times(&item.code) > 1) {
        Some(SheetFault::ItemAnsweredTwice)
    } else if answers.iter().any(unknown_choice) {
        Some(SheetFault::UnknownChoice)
    } else if form
        .items
        .iter()
        .any(|item| item.required && times(&item.code) == 0)
    {
        Some(SheetFault::RequiredItemMissing)
    } else {
        None
    }
}

proptest! {
    #[test]
    fn first_fault_is_named_whatever_the_order_of_answers(answers in answers().prop_shuffle()) {
        prop_assert_eq!(check(&answers).err(), first_fault(&form(), &answers));
    }

    #[test]
    fn order_of_answers_changes_nothing(answers in answers(), turn in 0..6_usize) {
        let mut turned = answers.clone();
        turned.rotate_left(turn.min(answers.len()));
        prop_assert_eq!(check(&answers), check(&turned));
    }
}

#[test]
fn free_text_is_counted_in_characters_and_free_of_control_characters() {
    assert!(is_free_text(""));
    assert!(is_free_text(&"ữ".repeat(4_000)));
    assert!(!is_free_text(&"a".repeat(4_001)));
    assert!(is_free_text("một\n\thai"));
    for control in ['\0', '\u{1}', '\r', '\u{1b}', '\u{7f}', '\u{85}', '\u{9f}'] {
        assert!(!is_free_text(&format!("a{control}b")), "{control:?}");
    }
}

fn household(code: &str) -> Draft {
    Draft {
        household_code: code.to_owned(),
        ..draft()
    }
}

#[test]
fn household_code_is_one_to_sixty_four_plain_characters() {
    for code in ["1", "H-017", "a.B_c-9", &"x".repeat(64)] {
        assert!(texts_are_valid(&household(code)), "{code:?}");
    }
    for code in [
        "",
        " 1",
        "1 ",
        "Hộ-1",
        "a/b",
        "a\0",
        "a\n",
        "١",
        &"x".repeat(65),
    ] {
        assert!(!texts_are_valid(&household(code)), "{code:?}");
    }
}

#[test]
fn every_text_of_a_form_is_looked_at() {
    let bad = || "a\0b".to_owned();
    let with = |change: &dyn Fn(&mut Draft)| {
        let mut draft = draft();
        change(&mut draft);
        texts_are_valid(&draft)
    };
    assert!(with(&|_| {}));
    assert!(!with(&|draft| draft.comment = Some(bad())));
    assert!(!with(&|draft| draft.answers[0].reason = Some(bad())));
    assert!(!with(&|draft| draft.answers[0].item = bad()));
    assert!(!with(&|draft| draft.answers[0].choice = bad()));
    let consent = |notice_version| Consent {
        notice_version,
        given_at: opens(),
    };
    assert!(with(&|draft| draft.consent = Some(consent("v1".to_owned()))));
    assert!(!with(&|draft| draft.consent = Some(consent(bad()))));
}
