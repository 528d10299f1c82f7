//! What makes a repeat the same form, and what makes two forms one household's.

use chrono::TimeDelta;
use longdan::domain::base::ids::{ResponseId, SurveyId};
use longdan::domain::survey::judge::Examined;
use longdan::domain::survey::questionnaire::Layout;
use longdan::domain::survey::response::{Consent, Draft, DraftAnswer};
use longdan::domain::survey::submission::{Digest, SubmissionKey, canonical_text};
use proptest::prelude::*;
use uuid::Uuid;

use super::given::{SURVEY, answer, area, draft, form, instant, key, microsecond, opens};

fn fingerprint(draft: &Draft) -> Digest {
    key().fingerprint(SURVEY, draft)
}

fn changed(change: impl Fn(&mut Draft)) -> Digest {
    let mut draft = draft();
    change(&mut draft);
    fingerprint(&draft)
}

fn commented(comment: &str) -> Digest {
    changed(|draft| draft.comment = Some(comment.to_owned()))
}

#[test]
fn what_is_content_changes_the_fingerprint() {
    let same = fingerprint(&draft());
    let changes: [(&str, Digest); 8] = [
        ("hamlet", changed(|draft| draft.hamlet_code.push('0'))),
        ("household", changed(|draft| draft.household_code.push('0'))),
        (
            "collected",
            changed(|draft| draft.collected_at += microsecond()),
        ),
        ("spoilt", changed(|draft| draft.spoilt = true)),
        ("comment", commented("x")),
        (
            "choice",
            changed(|draft| draft.answers[0] = answer("ROADS", "NO")),
        ),
        ("one less", changed(|draft| draft.answers.truncate(2))),
        (
            "one more",
            changed(|draft| draft.answers.push(answer("ROADS", "NO"))),
        ),
    ];
    for (what, other) in changes {
        assert_ne!(same, other, "{what}");
    }
    assert_ne!(
        same,
        key().fingerprint(SurveyId(Uuid::from_u128(2)), &draft())
    );
}

#[test]
fn what_is_no_content_leaves_the_fingerprint() {
    let same = fingerprint(&draft());
    let consent = || Consent {
        notice_version: "v2".to_owned(),
        given_at: opens(),
    };
    let changes: [(&str, Digest); 6] = [
        (
            "reason",
            changed(|draft| draft.answers[0].reason = Some("ổ gà".to_owned())),
        ),
        ("consent", changed(|draft| draft.consent = Some(consent()))),
        ("order", changed(|draft| draft.answers.reverse())),
        (
            "the same twice",
            changed(|draft| draft.answers.push(answer("ROADS", "YES"))),
        ),
        ("blank comment", commented(" \n\t ")),
        (
            "id",
            changed(|draft| draft.id = ResponseId(Uuid::from_u128(9))),
        ),
    ];
    for (what, other) in changes {
        assert_eq!(same, other, "{what}");
    }
}

#[test]
fn comment_is_compared_composed_and_trimmed() {
    assert_eq!(
        commented("Tôi đồng ý"),
        commented("  To\u{302}i đo\u{302}\u{300}ng y\u{301}\n")
    );
    assert_ne!(commented("Tôi đồng ý"), commented("Toi dong y"));
    assert_ne!(commented("a b"), commented("a  b"));
    assert_ne!(commented("a"), commented("A"));
}

#[test]
fn collected_at_is_an_instant_whatever_its_offset() {
    let at = |text: &str| changed(|draft| draft.collected_at = instant(text));
    assert_eq!(at("2019-07-21T07:00:00+07:00"), at("2019-07-21T00:00:00Z"));
    assert_eq!(
        at("2019-07-20T23:30:00-00:30"),
        at("2019-07-21T00:00:00.000000Z")
    );
    assert_ne!(at("2019-07-21T07:00:00Z"), at("2019-07-21T07:00:00+07:00"));
}

#[test]
fn no_field_runs_into_the_next() {
    let codes = |hamlet: &str, household: &str| {
        changed(|draft| {
            draft.hamlet_code = hamlet.to_owned();
            draft.household_code = household.to_owned();
        })
    };
    assert_ne!(codes("1", "23"), codes("12", "3"));
    let answers = |pairs: &[(&str, &str)]| {
        changed(|draft| {
            draft.answers = pairs
                .iter()
                .map(|(item, choice)| answer(item, choice))
                .collect();
        })
    };
    assert_ne!(answers(&[("A", "BC")]), answers(&[("AB", "C")]));
    assert_ne!(
        answers(&[("A", "B"), ("C", "D")]),
        answers(&[("A", "D"), ("C", "B")])
    );
    let of_comment = |comment: Option<&str>, pairs: &[(&str, &str)]| {
        changed(|draft| {
            draft.comment = comment.map(str::to_owned);
            draft.answers = pairs
                .iter()
                .map(|(item, choice)| answer(item, choice))
                .collect();
        })
    };
    assert_ne!(of_comment(Some("AB"), &[]), of_comment(None, &[("A", "B")]));
}

#[test]
fn another_key_gives_other_values() {
    let other = SubmissionKey::new(b"another key of the tests").expect("a key");
    assert_ne!(fingerprint(&draft()), other.fingerprint(SURVEY, &draft()));
    let home = |key: &SubmissionKey| key.household(SURVEY, area(1_230), "H-017");
    assert_ne!(home(&key()), home(&other));
    assert_eq!(home(&key()), home(&key()));
}

#[test]
fn household_is_one_of_its_survey_and_hamlet_compared_exactly() {
    let key = key();
    let home = key.household(SURVEY, area(1_230), "H-017");
    assert_ne!(home, key.household(SURVEY, area(1_231), "H-017"));
    assert_ne!(
        home,
        key.household(SurveyId(Uuid::from_u128(2)), area(1_230), "H-017")
    );
    assert_ne!(home, key.household(SURVEY, area(1_230), "h-017"));
    assert_ne!(home, key.household(SURVEY, area(1_230), "H-17"));
}

#[test]
fn key_is_not_shown_where_it_is_printed() {
    assert_eq!(format!("{:?}", key()), "SubmissionKey(secret)");
}

#[test]
fn form_is_kept_with_its_texts_in_canonical_form() {
    let sent = Draft {
        comment: Some("  y\u{301} kie\u{302}\u{301}n ".to_owned()),
        answers: vec![
            DraftAnswer {
                reason: Some(" đo\u{302}\u{300}ng ".to_owned()),
                ..answer("ROADS", "NO")
            },
            DraftAnswer {
                reason: Some("\n ".to_owned()),
                ..answer("OVERALL", "YES")
            },
        ],
        ..draft()
    };
    let form = form();
    let examined = Examined::new(sent.clone(), fingerprint(&sent), &form, &Layout::of(&form));
    assert_eq!(examined.draft.comment.as_deref(), Some("ý kiến"));
    let sheet = examined.sheet.expect("a sheet");
    let reasons: Vec<_> = sheet.reasons.into_iter().collect();
    assert_eq!(reasons, [("ROADS".to_owned(), "đồng".to_owned())]);
    assert_eq!(fingerprint(&sent), fingerprint(&examined.draft));
}

#[test]
fn text_typed_in_parts_is_measured_as_it_is_kept() {
    // 4,000 letters, each typed as letter, hat and tone: 12,000 characters before they join.
    let typed = "o\u{302}\u{300}".repeat(4_000);
    let examined = |comment: Option<String>, reason: Option<String>| {
        let mut draft = draft();
        draft.comment = comment;
        draft.answers[0].reason = reason;
        let form = form();
        Examined::new(draft, [0; 32], &form, &Layout::of(&form)).texts_valid
    };
    assert!(examined(Some(typed.clone()), None));
    assert!(examined(None, Some(typed.clone())));
    assert!(!examined(Some(format!("{typed}o")), None));
    assert!(!examined(None, Some(format!("{typed}o"))));
}

proptest! {
    #[test]
    fn canonical_text_stays_as_it_is(text in any::<String>()) {
        let once = canonical_text(Some(&text));
        prop_assert_eq!(&canonical_text(once.as_deref()), &once);
        prop_assert!(once.is_none_or(|text| !text.is_empty()));
    }

    #[test]
    fn any_order_of_answers_is_one_content(answers in prop::collection::vec(("[A-C]", "[x-z]"), 0..6).prop_shuffle(), seconds in 0..1_000_i64) {
        let of = |pairs: &[(String, String)]| changed(|draft| {
            draft.collected_at = opens() + TimeDelta::seconds(seconds);
            draft.answers = pairs.iter().map(|(item, choice)| answer(item, choice)).collect();
        });
        let mut sorted = answers.clone();
        sorted.sort();
        sorted.dedup();
        prop_assert_eq!(of(&answers), of(&sorted));
    }
}
