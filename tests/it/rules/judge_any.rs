//! Any form in any circumstances is judged: never a panic, the same each time.

use chrono::{DateTime, TimeDelta};
use longdan::domain::base::clock::Instant;
use longdan::domain::base::ids::ResponseId;
use longdan::domain::survey::judge::{
    Circumstances, Examined, HamletStanding, Held, Judgement, RejectionCode, judge,
};
use longdan::domain::survey::lifecycle::{Lifecycle, SurveyState};
use longdan::domain::survey::questionnaire::Layout;
use longdan::domain::survey::response::{Consent, Draft, DraftAnswer};
use proptest::prelude::*;
use uuid::Uuid;

use super::given::{SURVEY, closes, form, key, opens};

/// Sound codes often, and any text now and then.
fn text(sound: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(sound).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

/// Around the window, and at the edges of the calendar.
fn any_instant() -> impl Strategy<Value = Instant> {
    prop_oneof![
        4 => (-30..60_i64 * 24).prop_map(|hours| opens() + TimeDelta::hours(hours)),
        1 => prop::sample::select(vec![opens(), closes(), DateTime::<chrono::Utc>::MIN_UTC, DateTime::<chrono::Utc>::MAX_UTC]),
    ]
}

fn any_answer() -> impl Strategy<Value = DraftAnswer> {
    let item = text(&["ROADS", "MARKET", "OVERALL"]);
    let choice = text(&["YES", "NO", "OTHER"]);
    let reason = prop::option::of(any::<String>());
    (item, choice, reason).prop_map(|(item, choice, reason)| DraftAnswer {
        item,
        choice,
        reason,
    })
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let consent = (any::<String>(), any_instant()).prop_map(|(notice_version, given_at)| Consent {
        notice_version,
        given_at,
    });
    (
        text(&["18-1"]),
        text(&["H-017"]),
        any_instant(),
        prop::collection::vec(any_answer(), 0..5),
        prop::option::of(any::<String>()),
        any::<bool>(),
        prop::option::of(consent),
    )
        .prop_map(
            |(hamlet_code, household_code, collected_at, answers, comment, spoilt, consent)| {
                Draft {
                    id: ResponseId(Uuid::from_u128(1)),
                    hamlet_code,
                    household_code,
                    collected_at,
                    answers,
                    comment,
                    spoilt,
                    consent,
                }
            },
        )
}

fn any_survey() -> impl Strategy<Value = Lifecycle> {
    let state = prop::sample::select(SurveyState::ALL);
    (
        state,
        any_instant(),
        any_instant(),
        prop::option::of(any_instant()),
    )
        .prop_map(
            |(stored, opens_at, closes_at, closing_began_at)| Lifecycle {
                stored,
                opens_at,
                closes_at,
                closing_began_at,
            },
        )
}

/// Whether anything is held under the form's id: the same, another, or nothing.
fn any_held() -> impl Strategy<Value = Option<(bool, Option<RejectionCode>)>> {
    prop::option::of((
        any::<bool>(),
        prop::option::of(prop::sample::select(RejectionCode::ALL)),
    ))
}

proptest! {
    #[test]
    fn any_form_is_judged_the_same_each_time(
        draft in any_draft(),
        survey in any_survey(),
        now in any_instant(),
        standing in 0..4_usize,
        held in any_held(),
        flags in any::<(bool, bool)>(),
    ) {
        let form = form();
        let layout = Layout::of(&form);
        let fingerprint = key().fingerprint(SURVEY, &draft);
        let held = held.map(|(same, set_aside)| Held {
            fingerprint: Some(if same { fingerprint } else { [0; 32] }),
            set_aside,
        });
        let hamlet = [
            HamletStanding::Unknown,
            HamletStanding::NotAssigned,
            HamletStanding::CountedByHand,
            HamletStanding::Assigned,
        ][standing];
        let around = Circumstances {
            survey: &survey,
            now,
            hamlet,
            held,
            household_known: flags.0,
            household_answered: flags.1,
        };
        let once = judge(&Examined::new(draft.clone(), fingerprint, &form, &layout), &around);
        let examined = Examined::new(draft.clone(), fingerprint, &form, &layout);
        prop_assert_eq!(judge(&examined, &around), once);
        match once {
            Judgement::Accept => {
                prop_assert!(examined.texts_valid && examined.sheet.is_ok() && held.is_none());
                prop_assert!(survey.in_window(draft.collected_at));
                prop_assert!(matches!(survey.state_at(now), SurveyState::Open | SurveyState::Closing));
            }
            Judgement::SetAside(_) => prop_assert!(examined.texts_valid && held.is_none()),
            Judgement::Duplicate | Judgement::SetAsideBefore(_) => prop_assert!(held.is_some()),
            Judgement::Refuse { .. } => {}
        }
    }
}
