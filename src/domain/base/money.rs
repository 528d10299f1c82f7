//! Exact amounts of money in dong, never less than nothing.
//!
//! In Vietnamese: số tiền, tính bằng đồng.

use std::str::FromStr;

/// The most digits that an amount is written with: all that a `bigint` holds for certain.
pub const LONGEST_AMOUNT: usize = 18;

/// An amount in whole đồng, 0 to 18 digits of 9; there has been no smaller coin since 1985.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Money(i64);

/// A text or number that is no amount of đồng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is a whole number of dong with at most 18 digits")]
pub struct NotMoney;

impl Money {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// An amount of so many đồng.
    ///
    /// # Errors
    /// [`NotMoney`] below 0 and beyond 18 digits.
    pub const fn of_dong(dong: i64) -> Result<Self, NotMoney> {
        if dong < 0 || dong > 999_999_999_999_999_999 {
            Err(NotMoney)
        } else {
            Ok(Self(dong))
        }
    }

    /// The amount in đồng.
    #[must_use]
    pub const fn dong(self) -> i64 {
        self.0
    }

    /// Both amounts together; two of 18 digits can't overflow.
    ///
    /// # Errors
    /// [`NotMoney`] where the sum has more than 18 digits.
    pub const fn plus(self, other: Self) -> Result<Self, NotMoney> {
        Self::of_dong(self.0.saturating_add(other.0))
    }

    /// Whether there is nothing.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl FromStr for Money {
    type Err = NotMoney;

    /// Reads digits alone: no sign, no separators, no decimals, no zero in front.
    fn from_str(text: &str) -> Result<Self, NotMoney> {
        let digits = (1..=LONGEST_AMOUNT).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && (text == "0" || !text.starts_with('0'));
        let dong = text.parse::<i64>().ok().filter(|_| digits);
        dong.map_or(Err(NotMoney), Self::of_dong)
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Money {
    type Error = NotMoney;

    fn try_from(text: String) -> Result<Self, NotMoney> {
        text.parse()
    }
}

impl From<Money> for String {
    fn from(amount: Money) -> Self {
        amount.to_string()
    }
}
