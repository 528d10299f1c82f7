//! Which groups are withheld: the small ones, and no more than guard them.

use std::collections::BTreeSet;

use longdan::domain::survey::disclosure::{Group, SMALLEST_SHOWN, is_small, withheld};
use proptest::prelude::*;

/// Groups with codes in the order given, so that the first of two alike goes first.
fn groups(answers: &[i64]) -> Vec<Group> {
    let group = |(position, answers): (usize, &i64)| Group {
        answers: *answers,
        code: format!("{position:03}"),
        position,
    };
    answers.iter().enumerate().map(group).collect()
}

fn hidden(answers: &[i64]) -> Vec<usize> {
    withheld(groups(answers)).into_iter().collect()
}

#[test]
fn five_are_shown_and_four_are_not() {
    assert!(is_small(4) && !is_small(5));
    assert_eq!(SMALLEST_SHOWN, 5);
}

#[test]
fn cases_of_the_rule() {
    let table: [(&str, &[i64], &[usize]); 11] = [
        ("nothing is small", &[5, 9, 30], &[]),
        (
            "the next smallest guards the small one",
            &[30, 4, 9, 8],
            &[1, 3],
        ),
        ("of two alike, the first by code", &[30, 4, 8, 8], &[1, 2]),
        (
            "two small ones of five and more guard each other",
            &[30, 4, 1, 8],
            &[1, 2],
        ),
        (
            "two small ones of less than five need a third",
            &[30, 2, 2, 8],
            &[1, 2, 3],
        ),
        ("an empty group is small too", &[30, 0, 8], &[1, 2]),
        (
            "empty groups guard nobody",
            &[0, 0, 4, 30, 20],
            &[0, 1, 2, 4],
        ),
        ("all are small", &[1, 1, 1], &[0, 1, 2]),
        ("the only group has no other", &[3], &[0]),
        ("the only group is large", &[12], &[]),
        ("no group", &[], &[]),
    ];
    for (what, answers, wanted) in table {
        assert_eq!(hidden(answers), wanted, "{what}");
    }
}

fn answers() -> impl Strategy<Value = Vec<i64>> {
    let one = prop_oneof![0..8_i64, 0..300_i64];
    prop::collection::vec(one, 0..12)
}

proptest! {
    #[test]
    fn small_groups_and_their_guards_are_hidden_and_no_other(answers in answers()) {
        let hidden: BTreeSet<usize> = withheld(groups(&answers));
        let sum = |positions: &BTreeSet<usize>| positions.iter().map(|position| answers[*position]).sum::<i64>();
        for (position, count) in answers.iter().enumerate() {
            prop_assert!(hidden.contains(&position) || *count >= 5, "a small group is shown");
        }
        prop_assert!(hidden.len() != 1 || answers.len() == 1, "one hidden group is the total less the rest");
        let all = hidden.len() == answers.len();
        prop_assert!(hidden.is_empty() || all || sum(&hidden) >= 5, "the hidden are as few as a small group");
        // The guard is the largest of the hidden; without it they would lie open.
        let guard = hidden.iter().max_by_key(|position| (answers[**position], **position));
        if let Some(guard) = guard.filter(|guard| answers[**guard] >= 5) {
            let mut others = hidden.clone();
            others.remove(guard);
            prop_assert!(others.len() == 1 || sum(&others) < 5, "hidden without need");
            let smaller = |position: &usize| (answers[*position], *position) < (answers[*guard], *guard);
            let before = (0..answers.len()).filter(smaller).count();
            prop_assert_eq!(before, others.len(), "the guard is the next smallest, by answers, then code");
        }
    }

    #[test]
    fn order_of_the_list_does_not_matter(answers in answers(), turn in 0..12_usize) {
        let mut turned = groups(&answers);
        turned.rotate_left(turn.min(answers.len()));
        prop_assert_eq!(withheld(turned), withheld(groups(&answers)));
    }
}
