//! Exact decimal numbers with a handful of decimals, as figures are printed.

use std::str::FromStr;

/// The most digits of a number.
pub const LONGEST: usize = 15;
/// The most decimals of a number.
pub const MOST_DECIMALS: u32 = 6;

/// A number as it was written: `5.82` is 582 with two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    value: i64,
    scale: u32,
}

/// A text or number that is no such decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a number has at most 15 digits, 6 of them decimals")]
pub struct NotADecimal;

impl Decimal {
    /// `value` divided by ten to the power of `scale`.
    ///
    /// # Errors
    /// [`NotADecimal`] beyond 15 digits or 6 decimals.
    pub const fn of(value: i64, scale: u32) -> Result<Self, NotADecimal> {
        if value.unsigned_abs() > 999_999_999_999_999 || scale > MOST_DECIMALS {
            Err(NotADecimal)
        } else {
            Ok(Self { value, scale })
        }
    }

    /// All its digits as a whole number.
    #[must_use]
    pub const fn value(self) -> i64 {
        self.value
    }

    /// How many of the digits are decimals.
    #[must_use]
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// The number where it is whole, whatever decimals it was written with.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        let unit = 10_i64.checked_pow(self.scale)?;
        let is_whole = self.value.checked_rem(unit)? == 0;
        is_whole.then(|| self.value.checked_div(unit)).flatten()
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    /// Reads `5`, `-5.8`, `5.820`: digits, at most one point with digits on both sides.
    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = match unsigned.split_once('.') {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            Some(_) => return Err(NotADecimal),
            None => (unsigned, ""),
        };
        let digits = format!("{whole}{decimals}");
        let sound = !whole.is_empty()
            && digits.len() <= LONGEST
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        let value = digits.parse::<i64>().ok().filter(|_| sound);
        let value = value.ok_or(NotADecimal)?;
        let scale = u32::try_from(decimals.len()).map_err(|_| NotADecimal)?;
        let negative = text.starts_with('-');
        Self::of(
            if negative {
                value.saturating_neg()
            } else {
                value
            },
            scale,
        )
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.value < 0 { "-" } else { "" };
        let scale = usize::try_from(self.scale).unwrap_or(0);
        let digits = format!(
            "{:0>width$}",
            self.value.unsigned_abs(),
            width = scale.saturating_add(1)
        );
        match digits.split_at_checked(digits.len().saturating_sub(scale)) {
            Some((whole, decimals)) if !decimals.is_empty() => {
                write!(f, "{sign}{whole}.{decimals}")
            }
            _ => write!(f, "{sign}{digits}"),
        }
    }
}
