//! Values of settings as they are read from texts.

use chrono::TimeDelta;

/// A span such as `90m`, `24h` or `7d`: from a minute to a year.
pub(super) fn span(text: &str) -> Option<TimeDelta> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = number.parse().ok().filter(|_| digits)?;
    let span = match unit {
        "m" => TimeDelta::try_minutes(number),
        "h" => TimeDelta::try_hours(number),
        "d" => TimeDelta::try_days(number),
        _ => None,
    };
    span.filter(|span| (TimeDelta::minutes(1)..=TimeDelta::days(366)).contains(span))
}
