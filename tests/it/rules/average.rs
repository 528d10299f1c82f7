//! The average of the items' exact shares, where rounding would decide otherwise.

use std::cmp::Ordering;

use longdan::domain::base::average::Average;
use longdan::domain::base::ratio::Comparison::{AtLeast, MoreThan};
use longdan::domain::base::ratio::{Limit, Share};
use num_bigint::BigInt;
use proptest::prelude::*;

fn average(shares: &[(i64, i64)]) -> Option<Average> {
    let shares: Vec<Share> = shares
        .iter()
        .map(|(count, base)| Share::of(*count, *base))
        .collect();
    Average::of(&shares)
}

fn limit(hundredths: i64) -> Limit {
    Limit::from_hundredths(hundredths).expect("a limit")
}

#[test]
fn rounded_shares_would_decide_otherwise() {
    // Shown as 25.00 %, and yet below it.
    let less = average(&[(1, 3), (166_666, 1_000_000)]).expect("an average");
    assert_eq!(less.hundredths(), 2_500);
    assert!(!less.meets(AtLeast, limit(2_500)));
    // 2/3 and 5/6 never end in decimals; their average is 75 % to the point.
    let even = average(&[(2, 3), (5, 6)]).expect("an average");
    assert!(even.meets(AtLeast, limit(7_500)));
    assert!(!even.meets(MoreThan, limit(7_500)));
    // Each rounded down, three thirds would not be more than 33.33 %.
    let thirds = average(&[(1, 3), (1, 3), (1, 3)]).expect("an average");
    assert_eq!(thirds.hundredths(), 3_333);
    assert!(thirds.meets(MoreThan, limit(3_333)));
}

#[test]
fn average_is_not_the_share_of_the_sums() {
    let uneven = average(&[(1, 1), (0, 99)]).expect("an average");
    assert_eq!(uneven.hundredths(), 5_000);
}

#[test]
fn nothing_to_average_is_no_average() {
    assert!(average(&[]).is_none());
    assert!(average(&[(1, 2), (0, 0)]).is_none());
}

#[test]
fn average_is_never_shown_as_all_or_nobody_where_it_is_not() {
    let shown = |shares: &[(i64, i64)]| average(shares).expect("an average").hundredths();
    assert_eq!(shown(&[(1, 1), (99_999, 100_000)]), 9_999);
    assert_eq!(shown(&[(1, 1), (7, 7)]), 10_000);
    assert_eq!(shown(&[(0, 1), (1, 100_000)]), 1);
    assert_eq!(shown(&[(0, 1), (0, 7)]), 0);
}

proptest! {
    /// Two hundred items of any size: their common denominator is far beyond 128 bits.
    #[test]
    fn equal_shares_average_to_themselves(count in 0..=i64::MAX, base in 1..=i64::MAX, many in 1..200_usize, hundredths in 0..=10_000_i64) {
        let (share, limit) = (Share::of(count, base), limit(hundredths));
        let same = Average::of(&vec![share; many]).expect("an average");
        prop_assert_eq!(Some(same.meets(AtLeast, limit)), share.meets(AtLeast, limit));
        prop_assert_eq!(Some(same.meets(MoreThan, limit)), share.meets(MoreThan, limit));
        prop_assert_eq!(Some(same.hundredths()), share.hundredths());
    }

    #[test]
    fn order_of_items_does_not_matter(mut shares in prop::collection::vec((0..=i64::MAX, 1..=i64::MAX), 1..20)) {
        let one = average(&shares).expect("an average");
        shares.reverse();
        let other = average(&shares).expect("an average");
        prop_assert_eq!(one.compare(&other), Ordering::Equal);
    }

    /// Against sums over the plain product of all bases.
    #[test]
    fn compares_as_exact_arithmetic_does(one in prop::collection::vec((0..50_i64, 1..50_i64), 1..6), other in prop::collection::vec((0..50_i64, 1..50_i64), 1..6)) {
        let whole = |shares: &[(i64, i64)], of: usize| -> BigInt {
            let all: BigInt = shares.iter().map(|(_, base)| BigInt::from(*base)).product();
            let sum: BigInt = shares.iter().map(|(count, base)| &all / base * count).sum();
            sum * of
        };
        let bases = |shares: &[(i64, i64)]| -> BigInt { shares.iter().map(|(_, base)| BigInt::from(*base)).product() };
        let exact = (whole(&one, other.len()) * bases(&other)).cmp(&(whole(&other, one.len()) * bases(&one)));
        let compared = average(&one).expect("an average").compare(&average(&other).expect("an average"));
        prop_assert_eq!(compared, exact);
    }
}
