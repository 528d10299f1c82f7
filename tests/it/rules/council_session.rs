//! Sessions of the council: the picture, and any sequence of steps and ballots.

use std::collections::BTreeMap;

use longdan::domain::base::ids::MemberId;
use longdan::domain::recognition::ballot::{BallotBox, BallotChoice, Votes};
use longdan::domain::recognition::session::{IllegalStep, SessionState, SessionStep};
use proptest::prelude::*;
use uuid::Uuid;

/// Each arrow of the picture.
const ARROWS: [(SessionState, SessionStep, SessionState); 6] = {
    use SessionState::{Adjourned, Called, Closed, Counting, Open, Voting};
    [
        (Called, SessionStep::Open, Open),
        (Open, SessionStep::OpenBallot, Voting),
        (Voting, SessionStep::CloseBallot, Counting),
        (Counting, SessionStep::Close, Closed),
        (Called, SessionStep::Adjourn, Adjourned),
        (Open, SessionStep::Adjourn, Adjourned),
    ]
};

#[test]
fn steps_are_those_of_the_picture_and_no_other() {
    for from in SessionState::ALL {
        for step in SessionStep::ALL {
            let arrow = ARROWS.iter().find(|(at, by, _)| at == from && by == step);
            let wanted = arrow.map_or(
                Err(IllegalStep {
                    from: *from,
                    step: *step,
                }),
                |(_, _, to)| Ok(*to),
            );
            assert_eq!(from.after(*step), wanted, "{from} {step}");
        }
    }
}

#[derive(Debug, Clone)]
enum Deed {
    Step(SessionStep),
    Cast(u8, BallotChoice),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let step = proptest::sample::select(SessionStep::ALL.to_vec()).prop_map(Deed::Step);
    let choice = proptest::sample::select(BallotChoice::ALL.to_vec());
    let cast = (0..9_u8, choice).prop_map(|(who, choice)| Deed::Cast(who, choice));
    proptest::collection::vec(prop_oneof![1 => step, 4 => cast], 0..60)
}

fn member(number: u8) -> MemberId {
    MemberId(Uuid::from_u128(number.into()))
}

fn number(count: usize) -> i64 {
    i64::try_from(count).expect("a small number")
}

fn counted(said: &BTreeMap<u8, BallotChoice>) -> Votes {
    let of = |choice| number(said.values().filter(|one| **one == choice).count());
    Votes {
        agree: of(BallotChoice::Agree),
        disagree: of(BallotChoice::Disagree),
        abstain: of(BallotChoice::Abstain),
    }
}

proptest! {
    #[test]
    fn no_sequence_leaves_the_picture_or_loses_a_ballot(deeds in deeds()) {
        let mut state = SessionState::Called;
        let mut ballots = BallotBox::default();
        let mut said = BTreeMap::new();
        for deed in deeds {
            match deed {
                Deed::Step(step) => match state.after(step) {
                    Ok(next) => {
                        prop_assert!(!state.is_over(), "nothing follows the end");
                        state = next;
                    }
                    Err(refused) => prop_assert_eq!(refused, IllegalStep { from: state, step }),
                },
                Deed::Cast(who, choice) => {
                    if state != SessionState::Voting {
                        continue;
                    }
                    match ballots.clone().cast(member(who), choice) {
                        Ok(next) => {
                            prop_assert!(said.insert(who, choice).is_none());
                            ballots = next;
                        }
                        Err(_) => prop_assert!(said.contains_key(&who)),
                    }
                }
            }
            prop_assert_eq!(ballots.votes, counted(&said));
            prop_assert_eq!(number(ballots.voted.len()), ballots.votes.total());
            prop_assert!(!state.shows_figures() || state == SessionState::Closed);
            prop_assert!(!state.agenda_is_open() || said.is_empty(), "no ballot before the agenda stands");
        }
    }

    #[test]
    fn the_same_votes_in_any_order_leave_the_same_box(
        (one, other) in proptest::collection::btree_map(0..30_u8, proptest::sample::select(BallotChoice::ALL.to_vec()), 0..30)
            .prop_map(|votes| votes.into_iter().collect::<Vec<_>>())
            .prop_flat_map(|votes| (Just(votes.clone()), Just(votes).prop_shuffle()))
    ) {
        let filled = |votes: &[(u8, BallotChoice)]| votes.iter().fold(BallotBox::default(), |ballots, (who, choice)| {
            ballots.cast(member(*who), *choice).expect("a first ballot")
        });
        prop_assert_eq!(filled(&one), filled(&other));
    }
}
