//! What each state of a survey takes, keeps and refuses, and at which instants.

use chrono::TimeDelta;
use longdan::domain::base::clock::Instant;
use longdan::domain::survey::judge::Judgement::{Accept, Duplicate, SetAside, SetAsideBefore};
use longdan::domain::survey::judge::RejectionCode::{
    CollectedOutsideWindow, HouseholdAlreadyAnswered, IdReused, SurveyNotOpen,
};
use longdan::domain::survey::judge::{
    Circumstances, Examined, HamletStanding, Held, Judgement, RejectionCode, judge,
};
use longdan::domain::survey::lifecycle::{Lifecycle, SurveyState};
use longdan::domain::survey::questionnaire::Layout;
use longdan::domain::survey::response::Draft;

use super::given::{SURVEY, closes, draft, form, instant, key, microsecond, opens, survey};

const NEVER: Judgement = Judgement::Refuse {
    code: SurveyNotOpen,
    retry: false,
};
const LATER: Judgement = Judgement::Refuse {
    code: SurveyNotOpen,
    retry: true,
};
const OUTSIDE: Judgement = SetAside(CollectedOutsideWindow);
const LATE: Judgement = SetAside(SurveyNotOpen);

/// When closing was begun by hand, well before the window ends.
fn began() -> Instant {
    instant("2019-07-30T09:00:00Z")
}

/// A survey's state, and the instant at which a form arrives.
fn states() -> Vec<(&'static str, Lifecycle, Instant)> {
    use SurveyState::{Closed, Closing, Draft, Open, Returned, Verified};
    let month_later = closes() + TimeDelta::days(30);
    let closed = |state, began| survey(state, Some(began));
    vec![
        ("draft", survey(Draft, None), began()),
        ("open", survey(Open, None), closes() - microsecond()),
        (
            "closing by hand",
            closed(Closing, began()),
            closes() - microsecond(),
        ),
        ("closing by the clock", survey(Open, None), closes()),
        ("both", closed(Closing, began()), month_later),
        ("closed early", closed(Closed, began()), month_later),
        ("closed in its time", closed(Closed, closes()), month_later),
        ("verified", closed(Verified, closes()), month_later),
        ("returned", closed(Returned, began()), month_later),
    ]
}

fn collected(at: Instant) -> Draft {
    Draft {
        collected_at: at,
        ..draft()
    }
}

fn judged(draft: Draft, survey: &Lifecycle, now: Instant, held: Option<Held>) -> Judgement {
    let form = form();
    let fingerprint = key().fingerprint(SURVEY, &draft);
    let around = Circumstances {
        survey,
        now,
        hamlet: HamletStanding::Assigned,
        held,
        household_known: true,
        household_answered: false,
    };
    let examined = Examined::new(draft, fingerprint, &form, &Layout::of(&form));
    judge(&examined, &around)
}

/// Collected just before the window, as it opens, just before closing began, as it began, just
/// before the window ends, as it ends.
fn instants() -> [Instant; 6] {
    [
        opens() - microsecond(),
        opens(),
        began() - microsecond(),
        began(),
        closes() - microsecond(),
        closes(),
    ]
}

#[test]
fn each_state_takes_what_the_rules_say() {
    let wanted = [
        ("draft", [LATER; 6]),
        ("open", [OUTSIDE, Accept, Accept, Accept, Accept, OUTSIDE]),
        (
            "closing by hand",
            [OUTSIDE, Accept, Accept, OUTSIDE, OUTSIDE, OUTSIDE],
        ),
        (
            "closing by the clock",
            [OUTSIDE, Accept, Accept, Accept, Accept, OUTSIDE],
        ),
        ("both", [OUTSIDE, Accept, Accept, OUTSIDE, OUTSIDE, OUTSIDE]),
        ("closed early", [NEVER, LATE, LATE, NEVER, NEVER, NEVER]),
        ("closed in its time", [NEVER, LATE, LATE, LATE, LATE, NEVER]),
        ("verified", [NEVER, LATE, LATE, LATE, LATE, NEVER]),
        ("returned", [NEVER, LATE, LATE, NEVER, NEVER, NEVER]),
    ];
    for ((name, survey, now), (named, row)) in states().into_iter().zip(wanted) {
        assert_eq!(name, named);
        let given = instants().map(|at| judged(collected(at), &survey, now, None));
        assert_eq!(given, row, "{name}");
    }
}

#[test]
fn set_aside_with_bad_text_keeps_its_code_and_is_not_stored() {
    for (name, survey, now) in states() {
        for at in instants() {
            let whole = judged(collected(at), &survey, now, None);
            let torn = Draft {
                comment: Some("a\0b".to_owned()),
                ..collected(at)
            };
            let wanted = match whole {
                Accept => refused(RejectionCode::InvalidText),
                SetAside(code) => refused(code),
                other => other,
            };
            assert_eq!(judged(torn, &survey, now, None), wanted, "{name} {at}");
        }
    }
}

fn refused(code: RejectionCode) -> Judgement {
    Judgement::Refuse { code, retry: false }
}

#[test]
fn ten_minutes_ahead_of_the_clock_is_the_furthest() {
    let now = opens() + TimeDelta::days(3);
    let open = survey(SurveyState::Open, None);
    let ahead = |by: TimeDelta| judged(collected(now + by), &open, now, None);
    assert_eq!(ahead(TimeDelta::minutes(10)), Accept);
    assert_eq!(ahead(TimeDelta::minutes(10) + microsecond()), OUTSIDE);
    // A clock that runs ahead helps nobody past the end of the window.
    let late = closes() - TimeDelta::minutes(5);
    assert_eq!(judged(collected(closes()), &open, late, None), OUTSIDE);
    assert_eq!(
        judged(collected(closes() - microsecond()), &open, late, None),
        Accept
    );
    // Nor does it open a survey early.
    let early = opens() - TimeDelta::minutes(5);
    assert_eq!(judged(collected(opens()), &open, early, None), Accept);
    assert_eq!(judged(collected(early), &open, early, None), OUTSIDE);
}

#[test]
fn repeat_is_answered_alike_in_every_state() {
    for (name, survey, now) in states() {
        for at in instants() {
            let draft = collected(at);
            let fingerprint = key().fingerprint(SURVEY, &draft);
            let again = |fingerprint, set_aside| {
                let held = Held {
                    fingerprint: Some(fingerprint),
                    set_aside,
                };
                judged(draft.clone(), &survey, now, Some(held))
            };
            // Accepted before, voided since or not.
            assert_eq!(again(fingerprint, None), Duplicate, "{name} {at}");
            for code in [
                HouseholdAlreadyAnswered,
                CollectedOutsideWindow,
                SurveyNotOpen,
            ] {
                assert_eq!(
                    again(fingerprint, Some(code)),
                    SetAsideBefore(code),
                    "{name} {at}"
                );
                assert_eq!(again([7; 32], Some(code)), refused(IdReused), "{name} {at}");
            }
            assert_eq!(again([7; 32], None), refused(IdReused), "{name} {at}");
        }
    }
}

#[test]
fn reopened_survey_judges_by_its_new_times() {
    let returned = survey(SurveyState::Returned, Some(began()));
    let now = closes() + TimeDelta::days(40);
    let until = now + TimeDelta::days(7);
    let again = returned
        .open(Some(now), Some(until), now)
        .expect("reopened");
    let at = |at| judged(collected(at), &again, now + TimeDelta::days(1), None);
    assert_eq!(
        at(opens()),
        OUTSIDE,
        "in the old window, not in the new one"
    );
    assert_eq!(at(now), Accept);
    let kept = returned.open(None, Some(until), now).expect("reopened");
    let at = |at| judged(collected(at), &kept, now + TimeDelta::days(1), None);
    assert_eq!(at(opens()), Accept);
    assert_eq!(
        at(began()),
        Accept,
        "closing that was begun before counts no more"
    );
}

#[test]
fn only_what_can_be_put_right_may_be_sent_again() {
    let may: Vec<_> = RejectionCode::ALL
        .iter()
        .filter(|code| code.may_be_retried())
        .collect();
    let wanted = ["UNKNOWN_HAMLET", "HAMLET_NOT_ASSIGNED", "UNKNOWN_HOUSEHOLD"];
    assert_eq!(
        may.iter().map(|code| code.as_str()).collect::<Vec<_>>(),
        wanted
    );
}

#[test]
fn a_hamlet_counted_by_hand_takes_no_response_and_sets_none_aside() {
    let form = form();
    for (name, survey, now) in states() {
        for at in instants() {
            let draft = collected(at);
            let fingerprint = key().fingerprint(SURVEY, &draft);
            let around = Circumstances {
                survey: &survey,
                now,
                hamlet: HamletStanding::CountedByHand,
                held: None,
                household_known: true,
                household_answered: false,
            };
            let examined = Examined::new(draft, fingerprint, &form, &Layout::of(&form));
            // Until the survey opens the hamlet's mode may still change.
            let wanted = if survey.stored == SurveyState::Draft {
                LATER
            } else {
                Judgement::Refuse {
                    code: RejectionCode::HamletCountedByHand,
                    retry: false,
                }
            };
            assert_eq!(judge(&examined, &around), wanted, "{name}");
        }
    }
}
