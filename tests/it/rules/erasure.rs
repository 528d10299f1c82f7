//! The link is dropped when its last use has ended, within sixty days.

use chrono::{Days, NaiveDate};
use longdan::domain::base::clock::Day;
use longdan::domain::survey::erasure::{LinkUses, Use};
use proptest::prelude::*;

fn day(number: u64) -> Day {
    NaiveDate::from_ymd_opt(2019, 8, 1).expect("a day") + Days::new(number)
}

fn any_use() -> impl Strategy<Value = Use> {
    prop_oneof![
        Just(Use::NeverBegun),
        Just(Use::GoesOn),
        (0..200_u64).prop_map(|number| Use::Ended(day(number))),
    ]
}

proptest! {
    #[test]
    fn after_a_report_the_link_is_dropped_in_time_and_not_before_its_uses_end(
        posting in any_use(), objections in any_use(), direct_check in any_use(), reported in 0..200_u64,
    ) {
        let uses = LinkUses { posting, objections, direct_check, reported_on: Some(day(reported)) };
        let due = uses.due_on().expect("a day");
        prop_assert!(due > day(reported));
        prop_assert!(due <= day(reported + 60));
        let at_the_latest = due == day(reported + 60);
        for one in [posting, objections, direct_check] {
            match one {
                Use::NeverBegun => {}
                Use::GoesOn => prop_assert!(at_the_latest, "what goes on is waited for"),
                Use::Ended(last) => prop_assert!(due > last || at_the_latest),
            }
        }
        let unreported = LinkUses { reported_on: None, ..uses };
        prop_assert_eq!(unreported.due_on(), None);
    }
}

#[test]
fn it_is_dropped_on_the_day_after_the_last_has_ended() {
    let uses = LinkUses {
        posting: Use::Ended(day(11)),
        objections: Use::NeverBegun,
        direct_check: Use::Ended(day(20)),
        reported_on: Some(day(9)),
    };
    assert_eq!(uses.due_on(), Some(day(21)));
}
