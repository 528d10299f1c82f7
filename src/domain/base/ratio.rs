//! Exact shares and limits in whole numbers; rounding is for show alone.

use std::cmp::Ordering;

use super::terms::terms;

/// A hundred percent, in the hundredths of a percent that limits are held in.
pub(super) const WHOLE: i64 = 10_000;

terms! {
    /// How a share must stand to its limit.
    Comparison {
        /// The share may equal the limit (2021-2025: QĐ 320/QĐ-TTg asks for "từ 90 % trở lên").
        AtLeast = "AT_LEAST",
        /// The share must pass the limit (2016-2020: HD 78/HD-MTTW-BTT asks for "trên 80 %").
        MoreThan = "MORE_THAN",
    }
}

/// A limit in hundredths of a percent, 0 to 10,000.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Limit(i64);

/// A limit below 0 % or above 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a limit lies between 0 and 10,000 hundredths of a percent")]
pub struct LimitOutOfRange;

impl Limit {
    /// A limit of so many hundredths of a percent.
    ///
    /// # Errors
    /// [`LimitOutOfRange`] below 0 and above 10,000.
    pub const fn from_hundredths(hundredths: i64) -> Result<Self, LimitOutOfRange> {
        if hundredths < 0 || hundredths > WHOLE {
            Err(LimitOutOfRange)
        } else {
            Ok(Self(hundredths))
        }
    }

    /// The limit in hundredths of a percent.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Limit {
    type Error = LimitOutOfRange;

    fn try_from(hundredths: i64) -> Result<Self, Self::Error> {
        Self::from_hundredths(hundredths)
    }
}

impl From<Limit> for i64 {
    fn from(limit: Limit) -> Self {
        limit.0
    }
}

/// So many of so many: a count and its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Share {
    /// How many.
    pub count: i64,
    /// Of how many.
    pub base: i64,
}

impl Share {
    /// `count` of `base`.
    #[must_use]
    pub const fn of(count: i64, base: i64) -> Self {
        Self { count, base }
    }

    /// Whether the share stands to the limit as asked; `None` where the base is 0.
    ///
    /// Compared in whole numbers, `count * 10000` against `limit * base`.
    #[must_use]
    pub fn meets(self, comparison: Comparison, limit: Limit) -> Option<bool> {
        (self.base > 0).then(|| {
            let have = i128::from(self.count) * i128::from(WHOLE);
            let need = i128::from(limit.0) * i128::from(self.base);
            match comparison {
                Comparison::AtLeast => have >= need,
                Comparison::MoreThan => have > need,
            }
        })
    }

    /// The share in hundredths of a percent, half up, for show; `None` where the base is 0.
    ///
    /// Never 10,000 unless the count equals the base, nor 0 unless it is 0; above 10,000 where
    /// the count passes the base (more households answered than are registered).
    #[must_use]
    pub fn hundredths(self) -> Option<i64> {
        if self.base <= 0 {
            return None;
        }
        let base = i128::from(self.base);
        let rounded = (i128::from(self.count) * i128::from(WHOLE) * 2 + base) / (base * 2);
        let rounded = i64::try_from(rounded).unwrap_or(i64::MAX);
        Some(off_the_edges(
            rounded,
            self.count.cmp(&0),
            self.count.cmp(&self.base),
        ))
    }

    /// Which of two shares is the smaller, exactly; a base of 0 comes after every other.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self.base > 0, other.base > 0) {
            (true, true) => {
                let left = i128::from(self.count) * i128::from(other.base);
                left.cmp(&(i128::from(other.count) * i128::from(self.base)))
            }
            (has, had) => had.cmp(&has),
        }
    }
}

/// A rounded share moved off 0 % and 100 % where it only rounds there: a lone voice is not nobody,
/// and all but one are not all.
pub(super) const fn off_the_edges(rounded: i64, to_none: Ordering, to_all: Ordering) -> i64 {
    match (rounded, to_none, to_all) {
        (0, Ordering::Greater, _) => 1,
        (WHOLE, _, Ordering::Less) => WHOLE - 1,
        (WHOLE, _, Ordering::Greater) => WHOLE + 1,
        _ => rounded,
    }
}

/// Hundredths of a percent as the number that is shown: 9861 becomes 98.61.
#[must_use]
#[expect(
    clippy::float_arithmetic,
    reason = "for show alone: nothing compares what this gives"
)]
pub fn shown(hundredths: i64) -> f64 {
    // Past 21 million percent the way leads over the text, which a float is read from exactly.
    let spelt = || {
        let (whole, part) = (hundredths / 100, hundredths.unsigned_abs() % 100);
        format!("{whole}.{part:02}").parse().unwrap_or(f64::MAX)
    };
    i32::try_from(hundredths).map_or_else(|_| spelt(), |h| f64::from(h) / 100.0)
}
