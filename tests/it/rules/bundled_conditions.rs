//! The bundled agencies and conditions: sound, sourced, and laid over each other.

use std::collections::BTreeSet;
use std::fmt::Write;

use longdan::domain::law::agency::{AGENCIES_FILE, agencies, agency, read};
use longdan::domain::law::bundled::regulations;
use longdan::domain::law::condition::Requirement;
use longdan::domain::law::regulation::Regulation;
use longdan::domain::law::title::Title;
use longdan::domain::place::area::AreaLevel;

fn regulation(code: &str) -> Regulation {
    let all = regulations().expect("bundled regulations");
    let own = all.iter().find(|one| one.code == code).expect("a set");
    match &own.base {
        None => own.clone(),
        Some(base) => {
            let base = all.iter().find(|one| one.code == base.code);
            own.over(base.expect("its base"))
        }
    }
}

#[test]
fn the_bundled_agencies_can_be_read_and_are_named_once() {
    let all = read(AGENCIES_FILE.as_bytes()).expect("a sound file");
    assert_eq!(all, agencies());
    let names: BTreeSet<_> = all.iter().map(|one| &one.name.vi).collect();
    assert_eq!(names.len(), all.len());
    assert!(agency("SO_Y_TE").is_some());
    assert!(agency("SO_KHONG_CO").is_none());
}

#[test]
fn every_agency_that_a_regulation_names_is_in_the_list() {
    for regulation in regulations().expect("bundled regulations") {
        let of_criteria = regulation
            .criteria
            .iter()
            .filter_map(|one| one.agency.clone());
        let of_conditions = regulation
            .conditions
            .iter()
            .filter_map(|one| match &one.requirement {
                Requirement::Statement { agency, .. } => Some(agency.clone()),
                _ => None,
            });
        for code in of_criteria.chain(of_conditions) {
            assert!(agency(&code).is_some(), "{code} of {}", regulation.code);
        }
    }
}

#[test]
fn a_round_of_2019_in_ha_tinh_asks_what_the_notice_asks() {
    let rules = regulation("ha-tinh-2019");
    let mut page = String::new();
    for (title, level) in [
        (Title::Standard, AreaLevel::Commune),
        (Title::SubstantiallyComplete, AreaLevel::Commune),
        (Title::TaskComplete, AreaLevel::District),
        (Title::CivilisedUrban, AreaLevel::Commune),
    ] {
        writeln!(page, "{title} {level}").expect("a text");
        for one in rules.conditions_for(title, level) {
            let (kind, severity) = (one.requirement.kind(), one.severity);
            let (code, confirmed) = (&one.code, one.confirmed);
            writeln!(
                page,
                "  {code} {kind} {severity} {confirmed} | {}",
                one.source
            )
            .expect("a text");
        }
    }
    insta::assert_snapshot!(page);
}

#[test]
fn criteria_are_those_of_communes_and_not_of_wards() {
    let rules = regulation("ha-tinh-2019");
    let count = |title, level| rules.criteria_for(title, level).count();
    assert_eq!(count(Title::Standard, AreaLevel::Commune), 20);
    assert_eq!(count(Title::Standard, AreaLevel::District), 0);
    assert_eq!(count(Title::CivilisedUrban, AreaLevel::Commune), 0);
}
