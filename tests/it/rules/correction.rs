//! Corrections: chosen once, confirmed by another, nothing once VERIFIED.

use longdan::domain::base::ids::{AccountId, ResponseId, SurveyId};
use longdan::domain::survey::correction::{
    ConflictChoice, Correction, CorrectionFault, CorrectionKind, Deed, freezes_anew, may_choose,
};
use longdan::domain::survey::lifecycle::SurveyState;
use proptest::prelude::*;
use uuid::Uuid;

fn deed(account: u8) -> Deed {
    Deed {
        at: chrono::DateTime::UNIX_EPOCH,
        by: AccountId(Uuid::from_u128(u128::from(account))),
    }
}

fn made_by(account: u8) -> Correction {
    Correction {
        survey: SurveyId(Uuid::nil()),
        number: 1,
        kind: CorrectionKind::Choice,
        response: ResponseId(Uuid::nil()),
        rival: None,
        choice: Some(ConflictChoice::TakeThis),
        reason: "Lý do".to_owned(),
        made: deed(account),
        confirmed: None,
        superseded_by: None,
    }
}

fn state() -> impl Strategy<Value = SurveyState> {
    prop::sample::select(SurveyState::ALL)
}

proptest! {
    /// Whatever is wanted in whatever order, what was taken stays taken, and no choice is made twice.
    #[test]
    fn any_sequence_of_choices_ends_with_the_form_taken_or_left(
        wanted in prop::collection::vec((prop::sample::select(ConflictChoice::ALL), state()), 1..20),
    ) {
        let mut standing = None;
        for (choice, state) in wanted {
            let before = standing;
            match may_choose(state, standing, choice) {
                Ok(()) => {
                    prop_assert_ne!(before, Some(ConflictChoice::TakeThis));
                    prop_assert_ne!(before, Some(choice));
                    prop_assert!(!matches!(state, SurveyState::Draft | SurveyState::Verified));
                    standing = Some(choice);
                }
                Err(CorrectionFault::NotIn(named)) => {
                    prop_assert_eq!(named, state);
                    prop_assert!(matches!(state, SurveyState::Draft | SurveyState::Verified));
                }
                Err(fault) => {
                    prop_assert_eq!(fault, CorrectionFault::AlreadyChosen);
                    prop_assert!(before == Some(ConflictChoice::TakeThis) || before == Some(choice));
                }
            }
        }
    }

    /// A correction is confirmed once, by another account, while the survey can still be corrected.
    #[test]
    fn any_sequence_of_confirmations_confirms_once_and_by_another(
        maker in 0..3_u8,
        tries in prop::collection::vec((0..3_u8, state()), 1..12),
    ) {
        let mut correction = made_by(maker);
        for (account, state) in tries {
            let before = correction.clone();
            if let Ok(confirmed) = correction.clone().confirm(state, deed(account)) {
                prop_assert_ne!(account, maker);
                prop_assert!(before.is_unconfirmed() && !confirmed.is_unconfirmed());
                prop_assert!(!matches!(state, SurveyState::Draft | SurveyState::Verified));
                correction = confirmed;
            } else {
                let same = account == maker;
                let done = before.confirmed.is_some();
                let over = matches!(state, SurveyState::Draft | SurveyState::Verified);
                prop_assert!(same || done || over, "refused without a reason");
            }
        }
    }
}

#[test]
fn what_a_later_choice_replaced_is_not_confirmed_any_more() {
    let replaced = Correction {
        superseded_by: Some(2),
        ..made_by(1)
    };
    assert!(!replaced.is_unconfirmed(), "nobody waits for it");
    let refused = replaced.confirm(SurveyState::Closed, deed(2));
    assert_eq!(refused, Err(CorrectionFault::Superseded));
}

#[test]
fn a_result_that_was_frozen_is_frozen_anew() {
    let anew: Vec<SurveyState> = SurveyState::ALL
        .iter()
        .copied()
        .filter(|state| freezes_anew(*state))
        .collect();
    assert_eq!(anew, [SurveyState::Closed, SurveyState::Returned]);
}
