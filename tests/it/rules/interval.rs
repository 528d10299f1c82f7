//! Intervals held against published examples, and what always holds of them.

use longdan::domain::base::interval::{Difference, Interval};
use longdan::domain::base::ratio::Share;
use proptest::prelude::*;

const BILLION: i64 = 1_000_000_000;

fn wilson(count: i64, base: i64) -> (i64, i64) {
    let interval = Interval::of(Share::of(count, base)).expect("a share");
    interval.hundredths()
}

fn newcombe(one: (i64, i64), other: (i64, i64)) -> (i64, i64, i64) {
    let (one, other) = (Share::of(one.0, one.1), Share::of(other.0, other.1));
    let difference = Difference::of(one, other).expect("two shares");
    let (lower, upper) = difference.interval.hundredths();
    (difference.hundredths(), lower, upper)
}

/// Newcombe 1998, page 861, table I, method 3.
#[test]
fn wilsons_interval_is_that_of_the_published_examples() {
    assert_eq!(wilson(81, 263), (2553, 3662));
    assert_eq!(wilson(15, 148), (624, 1605));
    assert_eq!(wilson(0, 20), (0, 1611));
    assert_eq!(wilson(1, 29), (61, 1718));
    assert_eq!(wilson(20, 20), (8389, 10_000));
}

/// Newcombe 1998, page 876, table II, method 10.
#[test]
fn newcombes_interval_is_that_of_the_published_examples() {
    assert_eq!(newcombe((56, 70), (48, 80)), (2000, 524, 3339));
    assert_eq!(newcombe((9, 10), (3, 10)), (6000, 1705, 8090));
    assert_eq!(newcombe((10, 10), (0, 20)), (10_000, 6791, 10_000));
    assert_eq!(newcombe((0, 10), (0, 10)), (0, -2775, 2775));
}

#[test]
fn nothing_has_no_interval() {
    for share in [Share::of(0, 0), Share::of(3, 2), Share::of(-1, 5)] {
        assert_eq!(Interval::of(share), None);
        assert_eq!(Difference::of(share, Share::of(1, 2)), None);
        assert_eq!(Difference::of(Share::of(1, 2), share), None);
    }
}

fn share() -> impl Strategy<Value = Share> {
    share_of(2_000_000_000)
}

fn share_of(most: i64) -> impl Strategy<Value = Share> {
    (1..=most).prop_flat_map(|base| (0..=base).prop_map(move |count| Share::of(count, base)))
}

/// Whether `part` billionths lie at or below a fraction.
fn at_most(part: i64, share: Share) -> bool {
    i128::from(part) * i128::from(share.base) <= i128::from(share.count) * i128::from(BILLION)
}

fn at_least(part: i64, share: Share) -> bool {
    i128::from(part) * i128::from(share.base) >= i128::from(share.count) * i128::from(BILLION)
}

proptest! {
    #[test]
    fn an_interval_lies_within_one_and_contains_its_share(share in share()) {
        let interval = Interval::of(share).expect("a share");
        prop_assert!(0 <= interval.lower && interval.upper <= BILLION);
        prop_assert!(at_most(interval.lower, share) && at_least(interval.upper, share));
    }

    #[test]
    fn the_same_share_of_more_people_has_a_narrower_interval(
        share in share_of(1_000_000), times in 2..50_i64,
    ) {
        let more = Share::of(share.count * times, share.base * times);
        let width = |share| {
            let interval = Interval::of(share).expect("a share");
            interval.upper - interval.lower
        };
        prop_assert!(width(more) < width(share));
    }

    #[test]
    fn a_difference_lies_in_its_interval_and_turns_about(one in share(), other in share()) {
        let ahead = Difference::of(one, other).expect("two shares");
        let back = Difference::of(other, one).expect("two shares");
        prop_assert!(ahead.interval.lower <= ahead.point && ahead.point <= ahead.interval.upper);
        prop_assert!(-BILLION <= ahead.interval.lower && ahead.interval.upper <= BILLION);
        prop_assert!((ahead.interval.lower + back.interval.upper).abs() <= 2);
    }
}
