//! Which moves of a survey are lawful, from every state, and what always holds.

use chrono::TimeDelta;
use longdan::domain::base::clock::Instant;
use longdan::domain::survey::lifecycle::{IllegalMove, Lifecycle, SurveyState};
use proptest::prelude::*;

use super::given::{closes, instant, microsecond, opens, survey};

fn now() -> Instant {
    instant("2019-07-25T09:00:00Z")
}

/// A survey in each stored state, as it got there.
fn in_state(state: SurveyState) -> Lifecycle {
    let began = match state {
        SurveyState::Draft | SurveyState::Open => None,
        _ => Some(now()),
    };
    survey(state, began)
}

#[test]
fn each_move_is_lawful_from_its_states_alone() {
    use SurveyState::{Closed, Closing, Draft, Open, Returned, Verified};
    for state in SurveyState::ALL {
        let from = in_state(*state);
        let refused = Err(IllegalMove::NotFrom(*state));
        let states = |moved: Result<Lifecycle, IllegalMove>| moved.map(|moved| moved.stored);
        let until = Some(closes() + TimeDelta::days(30));
        let opened = states(from.open(None, until, now()));
        assert_eq!(
            opened,
            if matches!(state, Draft | Returned) {
                Ok(Open)
            } else {
                refused
            }
        );
        let closing = states(from.begin_closing(now()));
        assert_eq!(
            closing,
            if matches!(state, Open) {
                Ok(Closing)
            } else {
                refused
            }
        );
        let closed = states(from.close(now()));
        assert_eq!(
            closed,
            if matches!(state, Open | Closing) {
                Ok(Closed)
            } else {
                refused
            }
        );
        let decided = |to| if *state == Closed { Ok(to) } else { refused };
        assert_eq!(states(from.verify(now())), decided(Verified));
        assert_eq!(states(from.return_(now())), decided(Returned));
    }
}

#[test]
fn survey_whose_time_has_passed_is_closing_without_a_move() {
    let open = survey(SurveyState::Open, None);
    assert_eq!(open.state_at(closes() - microsecond()), SurveyState::Open);
    assert_eq!(open.state_at(closes()), SurveyState::Closing);
    assert_eq!(
        open.begin_closing(closes()),
        Err(IllegalMove::NotFrom(SurveyState::Closing))
    );
    let closed = open.close(closes() + TimeDelta::days(1)).expect("closed");
    assert_eq!(
        closed.window_end(),
        closes(),
        "closing late doesn't lengthen the window"
    );
    for state in SurveyState::ALL
        .iter()
        .filter(|state| **state != SurveyState::Open)
    {
        let at = in_state(*state).state_at(closes() + TimeDelta::days(1));
        assert_eq!(at, *state, "only an open survey moves by the clock");
    }
}

#[test]
fn window_ends_where_closing_began_and_never_later() {
    let open = survey(SurveyState::Open, None);
    assert_eq!(open.window_end(), closes());
    let closing = open.begin_closing(now()).expect("closing");
    assert_eq!(closing.window_end(), now());
    assert!(closing.in_window(now() - microsecond()));
    assert!(!closing.in_window(now()));
    let closed = closing.close(now() + TimeDelta::days(1)).expect("closed");
    assert_eq!(
        closed.window_end(),
        now(),
        "closing it keeps when closing began"
    );
    let at_once = open.close(now()).expect("closed");
    assert_eq!(at_once.window_end(), now());
    assert!(at_once.in_window(opens()));
    assert!(!at_once.in_window(opens() - microsecond()));
}

#[test]
fn returned_survey_is_opened_again_only_with_a_new_time_to_close() {
    let returned = in_state(SurveyState::Returned);
    let opened = |from, until| returned.open(from, until, now());
    assert_eq!(opened(None, None), Err(IllegalMove::NeedsNewClosing));
    assert_eq!(opened(Some(now()), None), Err(IllegalMove::NeedsNewClosing));
    let later = closes() + TimeDelta::days(30);
    let again = opened(None, Some(later)).expect("opened");
    assert_eq!((again.opens_at, again.closes_at), (opens(), later));
    assert_eq!(again.closing_began_at, None);
    let again = opened(Some(now()), Some(later)).expect("opened");
    assert_eq!((again.opens_at, again.closes_at), (now(), later));
}

#[test]
fn draft_is_opened_with_its_own_times_or_new_ones() {
    let draft = in_state(SurveyState::Draft);
    let own = draft.open(None, None, now()).expect("opened");
    assert_eq!((own.opens_at, own.closes_at), (opens(), closes()));
    let new = draft.open(Some(now()), Some(closes() + TimeDelta::days(1)), now());
    let new = new.expect("opened");
    assert_eq!(
        (new.opens_at, new.closes_at),
        (now(), closes() + TimeDelta::days(1))
    );
}

#[test]
fn window_of_no_length_is_refused() {
    for from in [
        in_state(SurveyState::Draft),
        in_state(SurveyState::Returned),
    ] {
        let opened = |opens_at, closes_at| from.open(Some(opens_at), Some(closes_at), now());
        let wrong = Err(IllegalMove::ClosesBeforeItOpens);
        assert_eq!(opened(closes(), closes()), wrong);
        assert_eq!(opened(closes() + microsecond(), closes()), wrong);
        assert!(opened(closes() - microsecond(), closes()).is_ok());
    }
}

#[test]
fn figures_are_final_from_closed_on() {
    use SurveyState::{Closed, Returned, Verified};
    for state in SurveyState::ALL {
        let closed = matches!(state, Closed | Verified | Returned);
        assert_eq!(in_state(*state).is_closed(), closed, "{state}");
    }
}

/// A move, and the hours that pass before it.
#[derive(Debug, Clone, Copy)]
enum Move {
    Open(Option<i64>, Option<i64>),
    BeginClosing,
    Close,
    Verify,
    Return,
}

fn moves() -> impl Strategy<Value = Vec<(i64, Move)>> {
    let hours = || prop::option::of(-200..600_i64);
    let one = prop_oneof![
        3 => (hours(), hours()).prop_map(|(from, until)| Move::Open(from, until)),
        2 => Just(Move::BeginClosing),
        2 => Just(Move::Close),
        1 => Just(Move::Verify),
        2 => Just(Move::Return),
    ];
    prop::collection::vec((0..100_i64, one), 0..30)
}

fn make(from: Lifecycle, step: Move, now: Instant) -> Result<Lifecycle, IllegalMove> {
    let in_hours = |hours: i64| now + TimeDelta::hours(hours);
    match step {
        Move::Open(opens, closes) => from.open(opens.map(in_hours), closes.map(in_hours), now),
        Move::BeginClosing => from.begin_closing(now),
        Move::Close => from.close(now),
        Move::Verify => from.verify(now),
        Move::Return => from.return_(now),
    }
}

proptest! {
    #[test]
    fn any_history_keeps_a_survey_sound(moves in moves()) {
        let mut survey = in_state(SurveyState::Draft);
        let mut now = now();
        for (hours, step) in moves {
            now += TimeDelta::hours(hours);
            let before = survey;
            let moved = make(survey, step, now);
            survey = moved.unwrap_or(before);
            prop_assert!(survey.opens_at < survey.closes_at);
            prop_assert!(survey.window_end() <= survey.closes_at);
            let running = matches!(survey.stored, SurveyState::Draft | SurveyState::Open);
            prop_assert_eq!(survey.closing_began_at.is_none(), running);
            prop_assert!(survey.closing_began_at.is_none_or(|began| began <= now));
            if survey.is_closed() {
                prop_assert!(!survey.in_window(now), "nothing new gets into a closed window");
            }
            if moved.is_err() {
                prop_assert_eq!(survey, before);
            }
            if before.stored == SurveyState::Verified {
                prop_assert_eq!(survey, before, "nothing leads on from verified");
            }
        }
    }
}
