//! The exact average of shares, compared without rounding.

use std::cmp::Ordering;

use num_bigint::BigInt;

use super::ratio::{Comparison, Limit, Share, WHOLE, off_the_edges};

/// The average of shares as one fraction of whole numbers, of any length.
#[derive(Debug, Clone)]
pub struct Average {
    count: BigInt,
    base: BigInt,
}

impl Average {
    /// The average of these shares, each weighing the same; `None` of no share, and where a base
    /// is 0.
    #[must_use]
    pub fn of(shares: &[Share]) -> Option<Self> {
        if shares.is_empty() || shares.iter().any(|share| share.base <= 0) {
            return None;
        }
        let (mut count, mut base) = (BigInt::from(0), BigInt::from(1));
        for share in shares {
            count = count * share.base + BigInt::from(share.count) * &base;
            base *= share.base;
        }
        base *= shares.len();
        Some(Self { count, base })
    }

    /// Whether the average stands to the limit as asked.
    #[must_use]
    pub fn meets(&self, comparison: Comparison, limit: Limit) -> bool {
        let have: BigInt = &self.count * WHOLE;
        let need: BigInt = &self.base * limit.hundredths();
        match comparison {
            Comparison::AtLeast => have >= need,
            Comparison::MoreThan => have > need,
        }
    }

    /// The average in hundredths of a percent, half up, for show; as [`Share::hundredths`].
    #[must_use]
    pub fn hundredths(&self) -> i64 {
        let rounded: BigInt = (&self.count * WHOLE * 2 + &self.base) / (&self.base * 2);
        let rounded = i64::try_from(rounded).unwrap_or(i64::MAX);
        off_the_edges(
            rounded,
            self.count.cmp(&BigInt::from(0)),
            self.count.cmp(&self.base),
        )
    }

    /// Which of two averages is the smaller, exactly.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        (&self.count * &other.base).cmp(&(&other.count * &self.base))
    }
}
