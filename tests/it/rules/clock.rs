//! Days are Viet Nam's, and what is due before a day is late on it.

use chrono::{NaiveDate, TimeDelta};
use longdan::domain::base::clock::{
    Clock, Day, FixedClock, day_before, day_of, start_of, to_microseconds,
};
use longdan::domain::law::round::{Deliverable, DueDate};
use proptest::prelude::*;

use super::given::{instant, microsecond};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn day_begins_at_seventeen_utc_the_evening_before() {
    assert_eq!(
        day_of(instant("2019-08-09T16:59:59.999999Z")),
        day("2019-08-09")
    );
    assert_eq!(day_of(instant("2019-08-09T17:00:00Z")), day("2019-08-10"));
    assert_eq!(
        start_of(day("2019-08-10")),
        Some(instant("2019-08-09T17:00:00Z"))
    );
    assert_eq!(day_before(day("2019-03-01")), Some(day("2019-02-28")));
}

#[test]
fn due_before_the_tenth_is_in_time_until_the_ninth_has_ended() {
    let due = DueDate {
        deliverable: Deliverable::FrontReport,
        due_before: day("2019-08-10"),
    };
    assert!(!due.is_late(instant("2019-08-09T23:59:59.999999+07:00")));
    assert!(due.is_late(instant("2019-08-10T00:00:00+07:00")));
    // The ninth in London is the tenth in Ha Tinh.
    assert!(due.is_late(instant("2019-08-09T18:00:00+01:00")));
    assert!(!due.is_late(instant("2019-08-10T05:00:00+14:00")));
}

#[test]
fn clock_of_the_tests_stands_until_it_is_moved() {
    let clock = FixedClock::at(instant("2019-07-17T17:30:00.000001Z"));
    assert_eq!(clock.now(), instant("2019-07-17T17:30:00.000001Z"));
    assert_eq!(clock.today(), day("2019-07-18"));
    clock.set(instant("2019-07-17T16:30:00Z"));
    assert_eq!(clock.today(), day("2019-07-17"));
}

#[test]
fn instants_are_kept_to_the_microsecond_and_leap_seconds_are_the_next() {
    let cut = |text| to_microseconds(instant(text));
    assert_eq!(
        cut("2019-01-01T00:00:00.1234569Z"),
        instant("2019-01-01T00:00:00.123456Z")
    );
    assert_eq!(
        cut("1969-12-31T23:59:59.9999999Z"),
        instant("1969-12-31T23:59:59.999999Z")
    );
    assert_eq!(cut("2016-12-31T23:59:60Z"), instant("2017-01-01T00:00:00Z"));
}

#[test]
fn edges_of_the_calendar_are_no_panic() {
    assert_eq!(start_of(NaiveDate::MIN), None);
    assert_eq!(day_before(NaiveDate::MIN), None);
    let _ = start_of(NaiveDate::MAX);
}

proptest! {
    #[test]
    fn each_day_holds_its_own_instants(days in 0..60_000_i64, within in 0..86_400_000_000_i64) {
        let day = day("1950-01-01") + TimeDelta::days(days);
        let start = start_of(day).expect("a start");
        prop_assert_eq!(day_of(start + TimeDelta::microseconds(within)), day);
        prop_assert_eq!(day_of(start - microsecond()), day_before(day).expect("a day"));
        let due = DueDate { deliverable: Deliverable::DebtStatement, due_before: day };
        prop_assert!(due.is_late(start));
        prop_assert!(!due.is_late(start - microsecond()));
    }
}
