//! Shares as they are printed: two decimals, and never a line reached that was not.

use crate::domain::base::language::Language;
use crate::domain::base::ratio::{Limit, Share};

/// The most decimals that are needed to tell a share from a limit it lies just above.
const MOST_DECIMALS: u32 = 16;

/// Hundredths of a percent as printed: `98,61%` in Vietnamese, `98.61%` in English.
#[must_use]
pub fn percent(hundredths: i64, language: Language) -> String {
    printed(i128::from(hundredths), 2, language)
}

/// A share as printed beside a limit it is held against.
///
/// Two decimals, half up; where that would show the limit although the share lies beside it, the
/// share is cut, not rounded, at the first decimal that tells them apart: 79.996 % beside a limit
/// of 80 % is not shown as 80.00 %. `None` where the base is 0.
#[must_use]
pub fn share_beside(share: Share, limit: Limit, language: Language) -> Option<String> {
    let shown = share.hundredths()?;
    let have = i128::from(share.count) * 10_000;
    let need = i128::from(limit.hundredths()) * i128::from(share.base);
    if shown != limit.hundredths() || have == need {
        return Some(percent(shown, language));
    }
    let mut cut = i128::from(shown);
    let mut decimals = 2;
    let mut scale: i128 = 1;
    while decimals < MOST_DECIMALS && cut == i128::from(limit.hundredths()) * scale {
        decimals += 1;
        scale *= 10;
        cut = have * scale / i128::from(share.base);
    }
    Some(printed(cut, decimals, language))
}

/// A whole number of 10^-`decimals` percent.
fn printed(value: i128, decimals: u32, language: Language) -> String {
    let unit = 10_i128.pow(decimals);
    let point = match language {
        Language::Vi => ',',
        Language::En => '.',
    };
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.abs() / unit, value.abs() % unit);
    let width = usize::try_from(decimals).unwrap_or(2);
    format!("{sign}{whole}{point}{part:0width$}%")
}
