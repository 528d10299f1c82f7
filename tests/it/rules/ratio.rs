//! Shares against limits in whole numbers, and how they are shown.

use std::cmp::Ordering;

use longdan::domain::base::ratio::Comparison::{AtLeast, MoreThan};
use longdan::domain::base::ratio::{Limit, Share, shown};
use num_bigint::BigInt;
use proptest::prelude::*;

fn limit(hundredths: i64) -> Limit {
    Limit::from_hundredths(hundredths).expect("a limit")
}

/// How a share stands to a limit, by taking parts of the base away one after another.
fn by_hand(share: Share, limit: Limit) -> Ordering {
    let have: BigInt = BigInt::from(share.count) * 10_000;
    let mut need = BigInt::from(0);
    let mut left = limit.hundredths();
    let mut part = BigInt::from(share.base);
    while left > 0 {
        if left % 2 == 1 {
            need += &part;
        }
        part = &part + &part;
        left /= 2;
    }
    have.cmp(&need)
}

#[test]
fn the_line_itself_passes_at_least_and_not_more_than() {
    for (count, base, line) in [(4, 5, 8_000), (9, 10, 9_000), (1, 3, 0), (7, 7, 10_000)] {
        let share = Share::of(count, base);
        let on_the_line = by_hand(share, limit(line)) == Ordering::Equal;
        assert_eq!(share.meets(AtLeast, limit(line)), Some(true), "{share:?}");
        assert_eq!(share.meets(MoreThan, limit(line)), Some(!on_the_line));
    }
    let one_short = Share::of(799_999, 1_000_000);
    assert_eq!(one_short.meets(AtLeast, limit(8_000)), Some(false));
    let one_over = Share::of(800_001, 1_000_000);
    assert_eq!(one_over.meets(MoreThan, limit(8_000)), Some(true));
}

#[test]
fn nothing_of_nothing_is_no_share() {
    for base in [0, -1, i64::MIN] {
        let share = Share::of(0, base);
        assert_eq!(share.meets(AtLeast, limit(0)), None);
        assert_eq!(share.hundredths(), None);
    }
}

#[test]
fn published_figures_come_out_as_printed() {
    let printed = |count, base| shown(Share::of(count, base).hundredths().expect("a base"));
    let figures = [
        (71, 72, "98.61"),
        (11_679, 11_683, "99.97"),
        // Printed as 72 %; to two decimals it is a little more.
        (11_683, 16_226, "72"),
        (24_266, 24_275, "99.96"),
        // 0.125 % lies half way, and goes up.
        (1, 800, "0.13"),
        (799, 800, "99.88"),
    ];
    for (count, base, text) in figures {
        assert_eq!(printed(count, base).to_string(), text, "{count} of {base}");
    }
    assert_eq!(24_266 + 9, 24_275);
}

#[test]
fn all_but_one_are_not_all_and_one_is_not_nobody() {
    let shown = |count, base| Share::of(count, base).hundredths();
    assert_eq!(shown(999_999, 1_000_000), Some(9_999));
    assert_eq!(shown(1_000_000, 1_000_000), Some(10_000));
    assert_eq!(shown(1_000_001, 1_000_000), Some(10_001));
    assert_eq!(shown(1, 1_000_000), Some(1));
    assert_eq!(shown(0, 1_000_000), Some(0));
    assert_eq!(shown(i64::MAX - 1, i64::MAX), Some(9_999));
    assert_eq!(shown(1, i64::MAX), Some(1));
}

#[test]
fn more_households_than_registered_are_shown_over_a_hundred() {
    assert_eq!(Share::of(410, 400).hundredths(), Some(10_250));
    assert_eq!(Share::of(i64::MAX, 1).hundredths(), Some(i64::MAX));
}

#[test]
fn what_is_shown_reads_as_written() {
    let cases = [
        (9_861, "98.61"),
        (10_000, "100"),
        (5, "0.05"),
        (3_000_000_000, "30000000"),
        (3_000_000_001, "30000000.01"),
        (2_147_483_647, "21474836.47"),
        (2_147_483_648, "21474836.48"),
    ];
    for (hundredths, text) in cases {
        assert_eq!(shown(hundredths).to_string(), text);
    }
}

#[test]
fn limits_lie_between_nothing_and_all() {
    for hundredths in [-1, 10_001, i64::MIN, i64::MAX] {
        assert!(Limit::from_hundredths(hundredths).is_err());
        let text = hundredths.to_string();
        assert!(serde_json::from_str::<Limit>(&text).is_err(), "{text}");
    }
    assert_eq!(serde_json::to_string(&limit(8_000)).expect("JSON"), "8000");
    let read: Limit = serde_json::from_str("10000").expect("a limit");
    assert_eq!(read, limit(10_000));
}

/// Counts of every size, the small ones and the edges often.
fn count() -> impl Strategy<Value = i64> {
    prop_oneof![0..200_i64, 0..=i64::MAX, Just(i64::MAX), Just(0)]
}

proptest! {
    #[test]
    fn meets_as_exact_arithmetic_does(count in count(), base in count(), hundredths in 0..=10_000_i64) {
        let (share, limit) = (Share::of(count, base), limit(hundredths));
        let stands = (base > 0).then(|| by_hand(share, limit));
        prop_assert_eq!(share.meets(AtLeast, limit), stands.map(Ordering::is_ge));
        prop_assert_eq!(share.meets(MoreThan, limit), stands.map(Ordering::is_gt));
    }

    #[test]
    fn near_the_line_the_two_comparisons_part(base in 1..=i64::MAX / 10_000, hundredths in 0..=10_000_i64, off in -1..=1_i64) {
        let share = Share::of(base * hundredths + off, base * 10_000);
        let limit = limit(hundredths);
        prop_assert_eq!(share.meets(AtLeast, limit), Some(off >= 0));
        prop_assert_eq!(share.meets(MoreThan, limit), Some(off > 0));
    }

    /// The shown number is the nearest hundredth, the upper one of two as near; but for the two
    /// edges, which are left to those that stand on them.
    #[test]
    fn hundredths_are_nearest_and_half_up(count in count(), base in count()) {
        prop_assume!(base > 0 && count < i64::MAX / 20_000);
        let shown = Share::of(count, base).hundredths().expect("a base");
        let twice: BigInt = BigInt::from(count) * 20_000;
        let (low, high) = match shown {
            1 => (0, 3),
            9_999 => (19_997, 20_000),
            10_001 => (20_000, 20_003),
            other => (other * 2 - 1, other * 2 + 1),
        };
        prop_assert!(BigInt::from(low) * base <= twice && twice < BigInt::from(high) * base);
        prop_assert_eq!(shown == 10_000, count == base);
        prop_assert_eq!(shown == 0, count == 0);
        prop_assert_eq!(shown > 10_000, count > base);
    }

    #[test]
    fn no_share_panics(count in any::<i64>(), base in any::<i64>(), other in any::<(i64, i64)>(), hundredths in 0..=10_000_i64) {
        let (share, limit) = (Share::of(count, base), limit(hundredths));
        let _ = (share.meets(AtLeast, limit), share.meets(MoreThan, limit));
        let _ = share.hundredths().map(shown);
        let _ = share.compare(Share::of(other.0, other.1));
    }

    #[test]
    fn smaller_share_comes_first_and_none_comes_last(one in (count(), count()), other in (count(), count())) {
        let (one, other) = (Share::of(one.0, one.1), Share::of(other.0, other.1));
        let exact = match (one.base > 0, other.base > 0) {
            (true, true) => {
                (BigInt::from(one.count) * other.base).cmp(&(BigInt::from(other.count) * one.base))
            }
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => Ordering::Equal,
        };
        prop_assert_eq!(one.compare(other), exact);
        prop_assert_eq!(other.compare(one), exact.reverse());
    }
}
