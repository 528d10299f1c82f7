//! However accounts type a count record, it stands only where two agree.

use std::collections::BTreeSet;

use longdan::domain::base::clock::Instant;
use longdan::domain::base::ids::AccountId;
use longdan::domain::survey::count_figures::{
    CountField, CountFigures, CountWarning, CountWarningKind,
};
use longdan::domain::survey::count_record::{
    Acceptance, CountFault, CountRecordState, Entry, Progress,
};
use proptest::prelude::*;
use uuid::Uuid;

fn account(number: u8) -> AccountId {
    AccountId(Uuid::from_u128(u128::from(number)))
}

/// A record that differs from others in two figures.
fn figures(issued: i64, missing: i64) -> CountFigures {
    CountFigures {
        issued,
        collected: 0,
        valid: 0,
        spoilt: 0,
        missing,
        items: Vec::new(),
    }
}

fn entry(number: i64, by: u8, figures: CountFigures) -> Entry {
    Entry {
        number,
        by: account(by),
        figures,
    }
}

fn unlikely() -> Vec<CountWarning> {
    vec![CountWarning {
        kind: CountWarningKind::NothingCollected,
        about: "0".to_owned(),
    }]
}

fn acceptance(by: u8) -> Acceptance {
    Acceptance {
        at: Instant::UNIX_EPOCH,
        by: account(by),
        note: "Thôn không họp".to_owned(),
    }
}

#[derive(Debug, Clone)]
enum Step {
    Enter(u8, i64, i64, bool),
    Correct(u8, i64, i64, bool),
    Accept(u8),
    Discard,
}

fn step() -> impl Strategy<Value = Step> {
    let typed = || (1..=3_u8, 0..2_i64, 0..2_i64, any::<bool>());
    prop_oneof![
        6 => typed().prop_map(|(by, issued, missing, odd)| Step::Enter(by, issued, missing, odd)),
        4 => typed().prop_map(|(by, issued, missing, odd)| Step::Correct(by, issued, missing, odd)),
        2 => (1..=3_u8).prop_map(Step::Accept),
        1 => Just(Step::Discard),
    ]
}

/// The differing fields as this account reads them.
fn retyped(progress: &Progress, issued: i64, missing: i64) -> Vec<(CountField, i64)> {
    let value = |field: CountField| match field {
        CountField::Issued => issued,
        _ => missing,
    };
    let differing = progress.differing().into_iter();
    differing.map(|field| (field, value(field))).collect()
}

fn taken(progress: Progress, step: &Step, number: i64) -> Result<Progress, CountFault> {
    let warnings = |odd: bool| if odd { unlikely() } else { Vec::new() };
    match *step {
        Step::Enter(by, issued, missing, odd) => {
            progress.enter(entry(number, by, figures(issued, missing)), warnings(odd))
        }
        Step::Correct(by, issued, missing, odd) => {
            let typed = retyped(&progress, issued, missing);
            let figures = progress.retyped(&typed)?;
            progress.correct(entry(number, by, figures), warnings(odd))
        }
        Step::Accept(by) => progress.accept(acceptance(by)),
        Step::Discard => progress.discard(),
    }
}

proptest! {
    #[test]
    fn any_sequence_keeps_two_accounts_apart_and_counts_only_what_both_say(
        steps in prop::collection::vec(step(), 1..30),
    ) {
        let mut progress = Progress::Empty;
        for (number, step) in (1..).zip(&steps) {
            let before = progress.clone();
            match taken(progress.clone(), step, number) {
                Ok(after) => progress = after,
                Err(_) => continue,
            }
            // What stands is left by discarding alone.
            if before.state() == CountRecordState::Final {
                prop_assert!(matches!(step, Step::Discard));
            }
            if let (Some(first), Some(second)) = progress.entries() {
                prop_assert_ne!(first.by, second.by);
                let alike = first.figures == second.figures;
                prop_assert_eq!(alike, progress.state() != CountRecordState::Different);
                prop_assert_eq!(progress.differing().is_empty(), alike);
            }
            if let Progress::Final(first, _, warnings, accepted) = &progress {
                prop_assert_eq!(warnings.is_empty(), accepted.is_none());
                prop_assert!(accepted.as_ref().is_none_or(|one| one.by != first.by));
                prop_assert_eq!(progress.counted(), Some(&first.figures));
            } else {
                prop_assert_eq!(progress.counted(), None);
            }
            // Nobody but its typist could have changed an entry, unless a third account read the paper.
            let kept = |of: &Progress| -> BTreeSet<i64> {
                let (first, second) = of.entries();
                first.into_iter().chain(second).map(|entry| entry.number).collect()
            };
            let new: Vec<i64> = kept(&progress).difference(&kept(&before)).copied().collect();
            prop_assert!(new.len() <= 1 && new.iter().all(|one| *one == number));
        }
    }
}

#[test]
fn a_third_account_confirms_the_one_that_it_agrees_with() {
    let different = || {
        let first = entry(1, 1, figures(5, 1));
        let progress = Progress::Empty.enter(first, Vec::new()).expect("a first");
        let second = entry(2, 2, figures(6, 1));
        progress.enter(second, Vec::new()).expect("a second")
    };
    for (issued, stays) in [(5, 1), (6, 2)] {
        let before = different();
        assert_eq!(before.differing(), [CountField::Issued]);
        let figures = before
            .retyped(&[(CountField::Issued, issued)])
            .expect("the differing field");
        let after = before
            .correct(entry(3, 3, figures), Vec::new())
            .expect("a correction");
        let Progress::Final(first, second, ..) = &after else {
            panic!("{after:?}");
        };
        let accounts = BTreeSet::from([first.by, second.by]);
        assert_eq!(accounts, BTreeSet::from([account(stays), account(3)]));
    }
}

#[test]
fn only_the_differing_fields_are_typed_anew() {
    let first = Progress::Empty.enter(entry(1, 1, figures(5, 1)), Vec::new());
    let different = first
        .and_then(|first| first.enter(entry(2, 2, figures(6, 1)), Vec::new()))
        .expect("two entries");
    let wrong: [&[(CountField, i64)]; 3] = [
        &[],
        &[(CountField::Missing, 1)],
        &[(CountField::Issued, 5), (CountField::Issued, 6)],
    ];
    for typed in wrong {
        assert_eq!(
            different.retyped(typed),
            Err(CountFault::NotTheDifferingFields)
        );
    }
    let refused = different.enter(entry(3, 3, figures(5, 1)), Vec::new());
    assert_eq!(refused, Err(CountFault::TypedByTwo));
}

#[test]
fn the_first_typist_does_not_accept_what_is_unlikely() {
    let agreed = Progress::Empty
        .enter(entry(1, 1, figures(0, 0)), unlikely())
        .and_then(|first| first.enter(entry(2, 2, figures(0, 0)), unlikely()))
        .expect("two entries");
    assert_eq!(agreed.state(), CountRecordState::Agreed);
    assert_eq!(
        agreed.clone().accept(acceptance(1)),
        Err(CountFault::SameAccount)
    );
    for by in [2, 3] {
        let stands = agreed.clone().accept(acceptance(by)).expect("it stands");
        assert_eq!(stands.state(), CountRecordState::Final);
    }
}
