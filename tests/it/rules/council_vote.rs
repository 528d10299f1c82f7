//! Counted figures add up or are refused; quorum and majority in whole numbers.

use longdan::domain::base::ids::{AgendaItemId, CandidacyId, SessionId};
use longdan::domain::base::ratio::{Comparison, Limit};
use longdan::domain::law::regulation::{Base, Threshold, VoteRule};
use longdan::domain::recognition::ballot::{
    CountFault, Envelopes, Sheet, VoteCount, Votes, check_count, check_envelopes, check_hands,
    differing,
};
use longdan::domain::recognition::decision::DecisionOutcome;
use longdan::domain::recognition::vote::{Assembly, VoteResult, majority, quorum};
use proptest::prelude::*;
use uuid::Uuid;

fn threshold(base: Base, limit: i64) -> Threshold {
    Threshold {
        base,
        comparison: Comparison::AtLeast,
        limit: Limit::from_hundredths(limit).expect("a limit"),
        source: "test".to_owned(),
        confirmed: false,
    }
}

/// The default of the bundled rules: 70 % of members present, 90 % of those present agree.
fn rule() -> VoteRule {
    VoteRule {
        quorum: threshold(Base::Members, 7_000),
        majority: threshold(Base::Present, 9_000),
    }
}

const fn votes(agree: i64, disagree: i64, abstain: i64) -> Votes {
    Votes {
        agree,
        disagree,
        abstain,
    }
}

fn count(valid: i64, spoilt: i64, votes: Votes) -> VoteCount {
    VoteCount {
        candidacy: CandidacyId(Uuid::nil()),
        valid,
        spoilt,
        votes,
    }
}

#[test]
fn quorum_and_majority_fall_on_the_exact_line() {
    let met = |members, present| quorum(&rule(), Assembly { members, present }).met();
    assert_eq!(met(20, 14), Some(true), "exactly 70 %");
    assert_eq!(met(20, 13), Some(false));
    assert_eq!(met(0, 0), None, "nobody is a member");
    let carried = |present, agree| {
        let assembly = Assembly {
            members: 30,
            present,
        };
        majority(&rule(), assembly, votes(agree, 0, 0)).met()
    };
    assert_eq!(carried(20, 18), Some(true), "exactly 90 %");
    assert_eq!(carried(20, 17), Some(false));
    assert_eq!(
        carried(19, 17),
        Some(false),
        "89.47 % is not rounded up to it"
    );
}

#[test]
fn of_members_is_another_base_than_of_those_present() {
    let of_members = VoteRule {
        majority: threshold(Base::Members, 9_000),
        ..rule()
    };
    let assembly = Assembly {
        members: 20,
        present: 17,
    };
    assert_eq!(
        majority(&rule(), assembly, votes(17, 0, 0)).met(),
        Some(true)
    );
    assert_eq!(
        majority(&of_members, assembly, votes(17, 0, 0)).met(),
        Some(false)
    );
}

#[test]
fn only_what_the_council_carried_is_recognised() {
    for outcome in DecisionOutcome::ALL {
        assert!(outcome.follows(true));
        assert_eq!(
            outcome.follows(false),
            *outcome != DecisionOutcome::Recognised
        );
        assert_eq!(
            outcome.needs_reason(),
            *outcome != DecisionOutcome::Recognised
        );
    }
}

#[test]
fn a_vote_without_quorum_has_not_passed_whatever_was_voted() {
    let result = |present| VoteResult {
        item: AgendaItemId(Uuid::nil()),
        session: SessionId(Uuid::nil()),
        candidacy: CandidacyId(Uuid::nil()),
        assembly: Assembly {
            members: 20,
            present,
        },
        handed_out: present,
        returned: present,
        valid: present,
        spoilt: 0,
        votes: votes(present, 0, 0),
    };
    assert!(result(14).passed(Some(&rule())));
    assert!(!result(13).passed(Some(&rule())));
    assert!(
        result(1).passed(None),
        "a regulation without a rule asks for nothing"
    );
}

#[test]
fn each_way_not_to_add_up_is_named() {
    let envelopes = |handed_out, returned| {
        check_envelopes(
            Envelopes {
                handed_out,
                returned,
            },
            20,
        )
    };
    assert_eq!(envelopes(20, 19), Ok(()));
    assert_eq!(
        envelopes(21, 19),
        Err(CountFault::MoreThanPresent {
            counted: 21,
            present: 20
        })
    );
    assert_eq!(
        envelopes(18, 19),
        Err(CountFault::MoreReturned {
            returned: 19,
            handed_out: 18
        })
    );
    assert_eq!(envelopes(-1, -2), Err(CountFault::Negative));
    assert_eq!(check_count(&count(18, 1, votes(17, 1, 0)), 19), Ok(()));
    assert_eq!(
        check_count(&count(18, 0, votes(17, 1, 0)), 19),
        Err(CountFault::NotAllReturned {
            counted: 18,
            returned: 19
        })
    );
    assert_eq!(
        check_count(&count(18, 1, votes(18, 1, 0)), 19),
        Err(CountFault::NotAllValid {
            votes: 19,
            valid: 18
        })
    );
    assert_eq!(
        check_count(&count(18, 1, votes(19, -1, 0)), 19),
        Err(CountFault::Negative)
    );
    assert_eq!(check_hands(&count(18, 0, votes(17, 1, 0)), 18), Ok(()));
    assert!(check_hands(&count(19, 0, votes(19, 0, 0)), 18).is_err());
    assert!(
        check_hands(&count(17, 1, votes(17, 0, 0)), 18).is_err(),
        "no hand is spoilt"
    );
}

proptest! {
    #[test]
    fn what_passes_adds_up(present in 0..40_i64, handed_out in -2..42_i64, returned in -2..42_i64,
        valid in -2..42_i64, spoilt in -2..42_i64, agree in -2..42_i64, disagree in -2..9_i64, abstain in -2..9_i64) {
        let envelopes = Envelopes { handed_out, returned };
        let count = count(valid, spoilt, votes(agree, disagree, abstain));
        if check_envelopes(envelopes, present).is_ok() && check_count(&count, returned).is_ok() {
            prop_assert!(0 <= returned && returned <= handed_out && handed_out <= present);
            prop_assert_eq!(valid + spoilt, returned);
            prop_assert_eq!(agree + disagree + abstain, valid);
            prop_assert!([valid, spoilt, agree, disagree, abstain].iter().all(|number| *number >= 0));
        }
    }

    #[test]
    fn differing_fields_are_named_without_their_figures(one in proptest::collection::vec(0..50_i64, 5), other in proptest::collection::vec(0..50_i64, 5)) {
        let sheet = |n: &[i64]| Sheet::Votes(vec![count(n[0], n[1], votes(n[2], n[3], n[4]))]);
        let names = ["valid", "spoilt", "agree", "disagree", "abstain"];
        let wanted: Vec<String> = (0..5).filter(|at| one[*at] != other[*at]).map(|at| format!("counts.0.{}", names[at])).collect();
        prop_assert_eq!(differing(&sheet(&one), &sheet(&other)), wanted.clone());
        prop_assert_eq!(wanted.is_empty(), sheet(&one) == sheet(&other));
    }
}
