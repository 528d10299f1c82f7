//! When a title may be taken back, and which is carried over at a merger.

use longdan::domain::base::ratio::Share;
use longdan::domain::law::bundled::regulations;
use longdan::domain::law::carry_over::carried;
use longdan::domain::law::regulation::Regulation;
use longdan::domain::law::revocation::{Failings, ground};
use longdan::domain::law::title::Title::{self, Advanced, Standard, SubstantiallyComplete};
use longdan::domain::place::area::AreaLevel;

fn regulation(code: &str) -> Regulation {
    let all = regulations().expect("the bundled regulations read");
    all.into_iter().find(|one| one.code == code).expect(code)
}

fn codes(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Whether a commune's title may be taken back under the rules of 2021-2025.
fn revocable(failed: &str) -> bool {
    let failed = codes(failed);
    let failings = Failings {
        level: AreaLevel::Commune,
        failed: &failed,
        criteria: 19,
        communes: Share::of(0, 0),
    };
    ground(&regulation("ntm-2021").revocations, &failings).is_some()
}

#[test]
fn from_thirty_percent_one_of_the_named_must_be_among_the_failed() {
    assert!(!revocable(""));
    assert!(!revocable("10 17 19 1 2"), "5 of 19 are 26.3 %");
    assert!(
        !revocable("1 2 3 4 5 6"),
        "6 of 19 are 31.6 %, none of them named"
    );
    assert!(revocable("1 2 3 4 5 10"), "income is among them");
    assert!(revocable("1 2 3 4 5 17"));
    assert!(revocable("1 2 3 4 5 19"));
    assert!(
        !revocable("1 2 3 4 5 6 7 8 9"),
        "9 of 19 are 47.4 %, none named"
    );
    assert!(
        revocable("1 2 3 4 5 6 7 8 9 11"),
        "10 of 19 are more than half"
    );
}

#[test]
fn a_district_falls_with_three_tenths_of_its_communes() {
    let rules = regulation("ntm-2021").revocations;
    let falls = |count, base| {
        let failings = Failings {
            level: AreaLevel::District,
            failed: &[],
            criteria: 9,
            communes: Share::of(count, base),
        };
        ground(&rules, &failings).is_some()
    };
    assert!(falls(3, 10));
    assert!(!falls(2, 10));
    assert!(!falls(0, 0));
}

#[test]
fn a_set_without_rules_takes_nothing_back() {
    let failed = codes("1 2 3 4 5 6 7 8 9 10 11 12");
    let failings = Failings {
        level: AreaLevel::Commune,
        failed: &failed,
        criteria: 19,
        communes: Share::of(1, 1),
    };
    assert!(ground(&regulation("ntm-2016").revocations, &failings).is_none());
}

#[test]
fn each_merged_commune_must_hold_a_title_for_one_to_carry_over() {
    let titles = |merged: &[&[Title]]| {
        let merged: Vec<Vec<Title>> = merged.iter().map(|held| held.to_vec()).collect();
        let rules = regulation("ntm-2021").carry_overs;
        carried(&rules, &merged)
            .iter()
            .map(|rule| rule.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        titles(&[&[Standard], &[SubstantiallyComplete]]),
        [Standard],
        "about to merge counts as the standard"
    );
    assert_eq!(titles(&[&[Standard], &[]]), [], "one of them holds nothing");
    assert_eq!(
        titles(&[&[Standard, Advanced], &[Advanced]]),
        [Standard, Advanced]
    );
    assert_eq!(titles(&[&[Standard, Advanced], &[Standard]]), [Standard]);
    assert_eq!(titles(&[]), [], "no merger, nothing to carry");
}

#[test]
fn every_rule_names_its_source() {
    for regulation in regulations().expect("the bundled regulations read") {
        assert!(
            regulation
                .revocations
                .iter()
                .all(|rule| !rule.source.is_empty())
        );
        assert!(regulation.carry_overs.iter().all(|rule| !rule.confirmed));
    }
}
