//! Values of settings that are numbers, spans and folders.

use std::path::PathBuf;
use std::time::Duration;

use chrono::TimeDelta;

/// `true` or `false`.
pub(super) fn boolean(text: &str) -> Option<bool> {
    text.parse().ok()
}

/// 1 KiB to 100 MiB: a document is held in memory whole.
pub(super) fn document_bytes(text: &str) -> Option<usize> {
    let fits = 1024..=100 * 1024 * 1024;
    text.parse().ok().filter(|bytes| fits.contains(bytes))
}

/// 2 to 1,000.
pub(super) fn connections(text: &str) -> Option<u32> {
    text.parse()
        .ok()
        .filter(|number| (2..=1_000).contains(number))
}

/// Whole seconds, from one to ten minutes.
pub(super) fn patience(text: &str) -> Option<Duration> {
    let seconds = text
        .parse()
        .ok()
        .filter(|seconds| (1..=600).contains(seconds));
    seconds.map(Duration::from_secs)
}

/// A folder or file; an empty name is none.
pub(super) fn folder(text: &str) -> Option<PathBuf> {
    (!text.is_empty()).then(|| PathBuf::from(text))
}

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

/// How many copies stay, from 1 to 10,000.
pub(super) fn copies(text: &str) -> Option<usize> {
    text.parse()
        .ok()
        .filter(|number| (1..=10_000).contains(number))
}
