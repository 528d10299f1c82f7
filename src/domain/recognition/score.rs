//! Points that a criterion was given, exact to the hundredth.
//!
//! In Vietnamese: điểm.

use std::str::FromStr;

/// Points from 0 to 100 with at most two decimals, kept in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Score(i32);

/// A text or number that is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a score lies between 0 and 100 and has at most two decimals")]
pub struct NotAScore;

/// A hundred points.
const MOST: i32 = 10_000;

impl Score {
    /// A score of so many hundredths of a point.
    ///
    /// # Errors
    /// [`NotAScore`] below 0 and above 10,000.
    pub const fn of_hundredths(hundredths: i32) -> Result<Self, NotAScore> {
        if hundredths < 0 || hundredths > MOST {
            Err(NotAScore)
        } else {
            Ok(Self(hundredths))
        }
    }

    /// The score in hundredths of a point.
    #[must_use]
    pub const fn hundredths(self) -> i32 {
        self.0
    }
}

impl FromStr for Score {
    type Err = NotAScore;

    /// Reads `8`, `8.5` or `8.25`.
    fn from_str(text: &str) -> Result<Self, NotAScore> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |part: &str, longest: usize| {
            (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(whole, 3) || !is_number(decimals, 2) {
            return Err(NotAScore);
        }
        let hundredths = format!("{whole}{decimals:0<2}").parse::<i32>();
        hundredths.map_or(Err(NotAScore), Self::of_hundredths)
    }
}

impl std::fmt::Display for Score {
    /// Without decimals that say nothing: `8`, `8.5`, `8.25`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0.div_euclid(100), self.0.rem_euclid(100));
        match (part, part.rem_euclid(10)) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", part.div_euclid(10)),
            _ => write!(f, "{whole}.{part:02}"),
        }
    }
}
