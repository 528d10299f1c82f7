//! Confidence intervals of shares and of their difference, in whole numbers.
//!
//! In Vietnamese: khoảng tin cậy 95 %.
//!
//! Wilson's score interval of one share, and Newcombe's of the difference of two (R. G. Newcombe,
//! Statistics in Medicine 17, 1998, pages 857 and 873: method 3 of the first paper, method 10 of
//! the second). They decide nothing; they are shown beside a direct check.

use num_bigint::BigInt;

use super::ratio::Share;

/// The parts of one in which the arithmetic is done.
const UNIT: i64 = 1_000_000_000_000;
/// The parts of one in which an interval is given.
const BILLION: i64 = 1_000_000_000;
/// Parts of [`BILLION`] in a hundredth of a percent.
const HUNDREDTH: i64 = 100_000;
/// The normal quantile of 95 %, in parts of [`UNIT`]: 1.959963984540.
const QUANTILE: i64 = 1_959_963_984_540;

/// An interval in billionths, rounded outwards, so that it never promises more than it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Interval {
    /// The lower end.
    pub lower: i64,
    /// The upper end.
    pub upper: i64,
}

/// A difference of two shares with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The first share less the second, in billionths, half up.
    pub point: i64,
    /// The interval around it.
    pub interval: Interval,
}

impl Interval {
    /// Wilson's interval of a share at 95 %; `None` where the base is 0 or the count lies outside.
    #[must_use]
    pub fn of(share: Share) -> Option<Self> {
        let exact = Exact::of(share)?;
        Some(given(&exact.lower, &exact.upper, 0))
    }

    /// The ends in hundredths of a percent, half up, for show.
    #[must_use]
    pub const fn hundredths(self) -> (i64, i64) {
        (hundredths(self.lower), hundredths(self.upper))
    }
}

impl Difference {
    /// Newcombe's interval of `one` less `other` at 95 %, of shares found independently; `None` as
    /// for [`Interval::of`].
    #[must_use]
    pub fn of(one: Share, other: Share) -> Option<Self> {
        let (first, second) = (Exact::of(one)?, Exact::of(other)?);
        let apart = &first.point - &second.point;
        let root = |a: BigInt, b: BigInt| (&a * &a + &b * &b).sqrt();
        let below = root(&first.point - &first.lower, &second.upper - &second.point);
        let above = root(&first.upper - &first.point, &second.point - &second.lower);
        // A square root is cut off: one part more, so that the interval stays outside of it.
        let (lower, upper) = (&apart - below - 1, &apart + above + 1);
        Some(Self {
            point: half_up(&apart, UNIT / BILLION),
            interval: given(&lower, &upper, -BILLION),
        })
    }

    /// The difference in hundredths of a percent, half up, for show.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        hundredths(self.point)
    }
}

/// A share and its interval in parts of [`UNIT`].
struct Exact {
    point: BigInt,
    lower: BigInt,
    upper: BigInt,
}

impl Exact {
    fn of(Share { count, base }: Share) -> Option<Self> {
        if base <= 0 || !(0..=base).contains(&count) {
            return None;
        }
        let (unit, z) = (BigInt::from(UNIT), BigInt::from(QUANTILE));
        let (x, n) = (BigInt::from(count), BigInt::from(base));
        let z_squared = &z * &z / &unit;
        // (2x + z² ± z √(z² + 4x(n − x)/n)) / 2(n + z²)
        let inside: BigInt = &z_squared * &unit + &x * (&n - &x) * 4 * &unit * &unit / &n;
        let spread: BigInt = z * (inside.sqrt() + 1) / &unit + 1;
        let middle: BigInt = &x * 2 * &unit + &z_squared;
        let width: BigInt = (&n * &unit + &z_squared) * 2;
        // Nobody and everybody end the interval exactly; elsewhere the cuts above are made good.
        let lower = if count == 0 {
            BigInt::from(0)
        } else {
            (&middle - &spread) * &unit / &width
        };
        let upper = if count == base {
            unit.clone()
        } else {
            (&middle + &spread) * &unit / &width
        };
        Some(Self {
            point: x * unit / n,
            lower,
            upper,
        })
    }
}

/// An interval of parts of [`UNIT`] in billionths, rounded outwards, within `least` and one.
fn given(lower: &BigInt, upper: &BigInt, least: i64) -> Interval {
    let step = UNIT / BILLION;
    let down = |value: &BigInt| floor(value, step);
    Interval {
        lower: down(lower).max(least),
        upper: (-down(&-upper)).min(BILLION),
    }
}

fn floor(value: &BigInt, step: i64) -> i64 {
    let cut: BigInt = value / step;
    let below = value < &(&cut * step);
    let cut = i64::try_from(cut).unwrap_or(0);
    cut.saturating_sub(i64::from(below))
}

fn half_up(value: &BigInt, step: i64) -> i64 {
    floor(&(value * 2 + step), step.saturating_mul(2))
}

/// Billionths in hundredths of a percent, half up.
const fn hundredths(billionths: i64) -> i64 {
    billionths
        .saturating_add(HUNDREDTH / 2)
        .div_euclid(HUNDREDTH)
}
