//! The words for the values of the closed lists.

use std::fmt::{Display, Write};

use longdan::domain::base::language::Language;
use longdan::domain::law::check::{CheckStatus, Severity};
use longdan::domain::law::regulation::Base;
use longdan::domain::law::round::Deliverable;
use longdan::domain::law::title::Title;
use longdan::domain::place::area::{AreaLevel, CommuneKind};
use longdan::domain::recognition::candidacy::{CandidacyPurpose, CandidacyState};
use longdan::domain::survey::lifecycle::{SurveyKind, SurveyState};
use longdan::domain::survey::questionnaire::Sentiment;
use longdan::domain::trust::actor::Role;
use longdan::words::spoken::Spoken;

fn list<T: Spoken + Display>(page: &mut String, name: &str, terms: &[T]) {
    writeln!(page, "{name}").expect("a text");
    for term in terms {
        let (vi, en) = (term.say(Language::Vi), term.say(Language::En));
        writeln!(page, "  {term}: {vi} | {en}").expect("a text");
    }
}

#[test]
fn each_term_has_its_words() {
    let mut page = String::new();
    list(&mut page, "Language", Language::ALL);
    list(&mut page, "AreaLevel", AreaLevel::ALL);
    list(&mut page, "CommuneKind", CommuneKind::ALL);
    list(&mut page, "Title", Title::ALL);
    list(&mut page, "CandidacyPurpose", CandidacyPurpose::ALL);
    list(&mut page, "CandidacyState", CandidacyState::ALL);
    list(&mut page, "Deliverable", Deliverable::ALL);
    list(&mut page, "CheckStatus", CheckStatus::ALL);
    list(&mut page, "Severity", Severity::ALL);
    list(&mut page, "SurveyKind", SurveyKind::ALL);
    list(&mut page, "SurveyState", SurveyState::ALL);
    list(&mut page, "Sentiment", Sentiment::ALL);
    list(&mut page, "Role", Role::ALL);
    list(&mut page, "Base", Base::ALL);
    insta::assert_snapshot!(page);
}
