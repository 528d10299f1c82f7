//! Money, scores, revisions, documents, and what facts make of a condition.

use longdan::domain::base::language::Bilingual;
use longdan::domain::base::money::Money;
use longdan::domain::base::ratio::{Comparison, Limit, Share};
use longdan::domain::law::check::CheckStatus::{Met, NotMet, Pending};
use longdan::domain::law::check::{CheckStatus, Severity};
use longdan::domain::law::condition::{Condition, Requirement};
use longdan::domain::law::title::Title;
use longdan::domain::place::area::AreaLevel;
use longdan::domain::recognition::debt::DebtFigures;
use longdan::domain::recognition::evidence::{EvidenceFault, MediaType, file_name, look_into};
use longdan::domain::recognition::facts::{Facts, judge};
use longdan::domain::recognition::revision::{RevisionFault, next_version};
use longdan::domain::recognition::score::Score;
use proptest::prelude::*;

fn dong(text: &str) -> Money {
    text.parse().expect("an amount")
}

#[test]
fn amounts_are_whole_dong_of_at_most_18_digits() {
    for good in ["0", "1", "999999999999999999"] {
        assert_eq!(dong(good).to_string(), good);
    }
    for bad in [
        "",
        "-1",
        "+1",
        "1.5",
        "1,000",
        "01",
        "1e3",
        "1000000000000000000",
        "١",
        " 1",
        "NaN",
    ] {
        assert!(bad.parse::<Money>().is_err(), "{bad}");
    }
    assert!(Money::of_dong(-1).is_err());
    let most = dong("999999999999999999");
    assert!(most.plus(dong("1")).is_err());
    assert!(most.plus(most).is_err());
}

#[test]
fn scores_are_exact_to_the_hundredth() {
    for (text, hundredths) in [
        ("8", 800),
        ("8.5", 850),
        ("8.25", 825),
        ("0.05", 5),
        ("100", 10_000),
    ] {
        let score: Score = text.parse().expect("a score");
        assert_eq!(
            (score.hundredths(), score.to_string().as_str()),
            (hundredths, text)
        );
    }
    for bad in ["", "-1", "100.01", "101", "1.234", ".5", "5.", "1e1"] {
        assert!(bad.parse::<Score>().is_err(), "{bad}");
    }
}

#[test]
fn debt_must_add_up() {
    let figures = |total: &str, planned: &str, arrears: &str| DebtFigures {
        total: dong(total),
        planned: dong(planned),
        arrears: dong(arrears),
    };
    assert!(figures("5", "3", "2").cross_footed().is_ok());
    let wrong = figures("5", "3", "1").cross_footed();
    assert_eq!(wrong.expect_err("wrong").to_string(), "3 and 1 are not 5");
    let most = "999999999999999999";
    assert!(figures(most, most, "1").cross_footed().is_err());
}

#[test]
fn a_revision_knows_what_it_revises_and_says_why() {
    assert_eq!(next_version(None, None, false), Ok(1));
    assert_eq!(next_version(None, Some(0), false), Ok(1));
    assert_eq!(next_version(Some(1), Some(1), true), Ok(2));
    assert_eq!(
        next_version(Some(1), Some(1), false),
        Err(RevisionFault::ReasonMissing)
    );
    assert_eq!(
        next_version(Some(2), Some(1), true),
        Err(RevisionFault::Stale { current: 2 })
    );
    assert_eq!(
        next_version(Some(1), None, true),
        Err(RevisionFault::Stale { current: 1 })
    );
    assert_eq!(
        next_version(None, Some(1), true),
        Err(RevisionFault::Stale { current: 0 })
    );
}

/// A package whose first entry says its type, as OpenDocument has it.
fn open_document(media_type: &str) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(30, 0);
    bytes.extend_from_slice(b"mimetype");
    bytes.extend_from_slice(media_type.as_bytes());
    bytes.extend_from_slice(b"PK\x03\x04rest");
    bytes
}

#[test]
fn a_document_is_what_it_says_it_is() {
    let word = b"PK\x03\x04....[Content_Types].xml....word/document.xml".to_vec();
    let sheet = b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml".to_vec();
    let samples = [
        (MediaType::Pdf, b"%PDF-1.7\n".to_vec()),
        (MediaType::Jpeg, b"\xFF\xD8\xFF\xE0".to_vec()),
        (MediaType::Png, b"\x89PNG\r\n\x1A\n".to_vec()),
        (MediaType::Odt, open_document(MediaType::Odt.as_str())),
        (MediaType::Ods, open_document(MediaType::Ods.as_str())),
        (MediaType::Docx, word),
        (MediaType::Xlsx, sheet),
        (MediaType::Text, "Biên bản\n".as_bytes().to_vec()),
    ];
    for claimed in MediaType::ALL {
        for (is, content) in &samples {
            let taken = look_into(content, *claimed).is_ok();
            // What is a table and what is a plain text, only the sender knows.
            let is_so = claimed == is || (*claimed, *is) == (MediaType::Csv, MediaType::Text);
            assert_eq!(taken, is_so, "{is} said to be {claimed}");
        }
        assert_eq!(look_into(b"", *claimed), Err(EvidenceFault::Empty));
    }
    let template = open_document("application/vnd.oasis.opendocument.text-template");
    assert!(look_into(&template, MediaType::Odt).is_err());
    assert!(look_into(b"MZ\x90\x00", MediaType::Csv).is_err());
}

#[test]
fn names_of_files_lead_to_no_folder() {
    assert_eq!(
        file_name(" Bie\u{302}n bản.pdf ").as_deref(),
        Ok("Biên bản.pdf")
    );
    for bad in [
        "",
        " ",
        "..",
        "a/b",
        "a\\b",
        "a\"b",
        "a\nb",
        &"x".repeat(201),
    ] {
        assert_eq!(file_name(bad), Err(EvidenceFault::BadName), "{bad}");
    }
}

fn condition(requirement: Requirement) -> Condition {
    Condition {
        title: Title::Standard,
        level: AreaLevel::Commune,
        code: "IT".to_owned(),
        requirement,
        severity: Severity::Blocking,
        source: "source".to_owned(),
        confirmed: true,
    }
}

fn status(requirement: Requirement, facts: &Facts) -> CheckStatus {
    judge(&condition(requirement), facts).status
}

#[test]
fn what_is_not_known_is_pending() {
    let nothing = Facts::default();
    let text = || Bilingual {
        vi: "x".to_owned(),
        en: "x".to_owned(),
    };
    for requirement in [
        Requirement::CriteriaMet { at_least: None },
        Requirement::NoArrears,
        Requirement::Statement {
            agency: "A".to_owned(),
            about: text(),
        },
        Requirement::SurveyVerified,
        Requirement::OrganisationsAgree,
        Requirement::FrontReport,
        Requirement::DirectCheck,
        Requirement::CommunesTitled {
            any_of: vec![Title::Standard],
            comparison: Comparison::AtLeast,
            limit: Limit::from_hundredths(10_000).expect("a limit"),
        },
    ] {
        let judged = judge(&condition(requirement), &nothing);
        assert_eq!(
            (judged.status, &judged.found),
            (Pending, &None),
            "{judged:?}"
        );
    }
}

#[test]
fn only_arrears_stand_in_the_way() {
    let owing = |arrears: &str| Facts {
        arrears: Some(dong(arrears)),
        ..Facts::default()
    };
    assert_eq!(status(Requirement::NoArrears, &owing("0")), Met);
    assert_eq!(status(Requirement::NoArrears, &owing("1")), NotMet);
}

#[test]
fn one_organisation_against_is_enough() {
    let opinions = |agree, against| Facts {
        opinions: Some((agree, against)),
        ..Facts::default()
    };
    assert_eq!(
        status(Requirement::OrganisationsAgree, &opinions(1, 0)),
        Met
    );
    assert_eq!(
        status(Requirement::OrganisationsAgree, &opinions(5, 1)),
        NotMet
    );
}

#[test]
fn all_communes_but_one_are_not_all() {
    let all = Requirement::CommunesTitled {
        any_of: vec![Title::Standard],
        comparison: Comparison::AtLeast,
        limit: Limit::from_hundredths(10_000).expect("a limit"),
    };
    let titled = |count| Facts {
        titled: vec![("IT".to_owned(), Share::of(count, 21))],
        ..Facts::default()
    };
    assert_eq!(status(all.clone(), &titled(20)), NotMet);
    assert_eq!(status(all, &titled(21)), Met);
}

proptest! {
    /// Whatever is still to come, what is said of the criteria stays true.
    #[test]
    fn criteria_are_never_said_too_early(all in 1_i64..40, needed in 1_i32..40, order in prop::collection::vec(any::<bool>(), 40)) {
        let mut facts = Facts { criteria: all, ..Facts::default() };
        let mut said = Vec::new();
        for met in order.iter().take(usize::try_from(all).expect("small")) {
            said.push(status(Requirement::CriteriaMet { at_least: Some(needed) }, &facts));
            facts.criteria_appraised += 1;
            facts.criteria_met += i64::from(*met);
        }
        let last = status(Requirement::CriteriaMet { at_least: Some(needed) }, &facts);
        prop_assert_ne!(last, Pending);
        prop_assert_eq!(last == Met, facts.criteria_met >= i64::from(needed));
        prop_assert!(said.iter().all(|before| *before == Pending || *before == last));
    }

    #[test]
    fn amounts_are_written_as_they_are_read(amount in 0_i64..=999_999_999_999_999_999) {
        let money = Money::of_dong(amount).expect("an amount");
        prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
    }

    #[test]
    fn scores_are_written_as_they_are_read(hundredths in 0_i32..=10_000) {
        let score = Score::of_hundredths(hundredths).expect("a score");
        prop_assert_eq!(score.to_string().parse::<Score>(), Ok(score));
    }
}
