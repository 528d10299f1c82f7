//! The sentences on receipts.

use std::fmt::Write;

use longdan::domain::base::language::Language;
use longdan::domain::survey::judge::RejectionCode;
use longdan::words::receipts::rejection;

#[test]
fn each_code_has_its_sentence_in_both_languages() {
    let mut page = String::new();
    for code in RejectionCode::ALL {
        writeln!(page, "{code}").expect("a text");
        for (kept, retry) in [(true, false), (false, true), (false, false)] {
            for language in Language::ALL {
                let sentence = rejection(*code, kept, retry, *language);
                writeln!(page, "  kept {kept}, retry {retry}, {language}: {sentence}")
                    .expect("a text");
            }
        }
    }
    insta::assert_snapshot!(page);
}

#[test]
fn a_receipt_says_what_becomes_of_the_response() {
    let code = RejectionCode::SurveyNotOpen;
    let mut page = String::new();
    for (kept, retry) in [(true, false), (false, true), (false, false)] {
        for language in Language::ALL {
            let sentence = rejection(code, kept, retry, *language);
            writeln!(page, "kept {kept}, retry {retry}, {language}: {sentence}").expect("a text");
        }
    }
    insta::assert_snapshot!(page);
}
