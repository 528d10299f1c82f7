//! The notice that households are told of, and the clock of a phone.

use chrono::Duration;
use longdan::domain::base::language::Language;
use longdan::domain::survey::bundled::questionnaires;
use longdan::domain::survey::consent::ConsentNotice;
use longdan::domain::survey::questionnaire::Questionnaire;
use longdan::domain::survey::sending::{Sending, corrected};
use proptest::prelude::*;

use crate::support::world::noon;

#[test]
fn every_bundled_form_has_a_notice_in_both_languages() {
    for form in questionnaires().expect("sound files") {
        let notice = form.notice().expect("a notice");
        for language in Language::ALL {
            assert!(notice.text.text(*language).len() > 200);
        }
    }
}

#[test]
fn a_form_may_bring_a_notice_of_its_own() {
    let file = "code = \"x\"\nversion = 1\ntitle = { vi = \"a\", en = \"b\" }\n\
        [consent_notice]\nversion = \"own-1\"\n\
        title = { vi = \"c\", en = \"d\" }\ntext = { vi = \"e\", en = \"f\" }\n\
        [[items]]\ncode = \"ALL\"\noverall = true\nlabel = { vi = \"g\", en = \"h\" }\n\
        options = [\n\
        { code = \"Y\", sentiment = \"positive\", label = { vi = \"i\", en = \"j\" } },\n\
        { code = \"N\", sentiment = \"negative\", label = { vi = \"k\", en = \"l\" } },\n]\n";
    let form = Questionnaire::from_toml(file.as_bytes()).expect("a sound file");
    let version = |notice: &ConsentNotice| notice.version.clone();
    assert_eq!(form.notice().map(version), Some("own-1".to_owned()));
    let bundled = ConsentNotice::bundled().expect("the bundled notice");
    assert_ne!(bundled.version, "own-1");
}

proptest! {
    #[test]
    fn a_wrong_clock_is_taken_off_and_a_right_one_left_alone(
        ahead in -100_000_i64..100_000,
        age in 0_i64..1_000_000,
    ) {
        let (now, ahead, age) = (noon(), Duration::seconds(ahead), Duration::seconds(age));
        let sending = Sending { sent_at: Some(now + ahead), ..Sending::default() };
        let noted = now - age + ahead;
        let judged = corrected(noted, sending.clock_ahead(now));
        if ahead.abs() > Duration::minutes(2) {
            prop_assert_eq!(judged, now - age);
        } else {
            prop_assert_eq!(judged, noted);
        }
    }
}
