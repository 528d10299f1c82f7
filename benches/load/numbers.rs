//! Whole numbers as they are shown: thousandths, ratios, medians.

use std::time::Duration;

/// Microseconds of a duration.
pub fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// `parts` of `whole`, in thousandths; 0 where there is no whole.
pub fn thousandths_of(parts: u64, whole: u64) -> u64 {
    parts
        .saturating_mul(1000)
        .checked_div(whole)
        .unwrap_or_default()
}

/// A number of thousandths with a point.
pub fn point(thousandths: u64) -> String {
    let whole = thousandths.checked_div(1000).unwrap_or_default();
    let rest = thousandths.checked_rem(1000).unwrap_or_default();
    if whole >= 100 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:03}")
    }
}

/// Per second, of so many in so many microseconds.
pub fn per_second(count: u64, micros: u64) -> u64 {
    count
        .saturating_mul(1_000_000)
        .checked_div(micros)
        .unwrap_or_default()
}

/// The value below which so many thousandths of a sorted list lie.
pub fn quantile(sorted: &[u64], thousandths: usize) -> u64 {
    let at = sorted
        .len()
        .saturating_sub(1)
        .saturating_mul(thousandths)
        .checked_div(1000)
        .unwrap_or_default();
    sorted.get(at).copied().unwrap_or_default()
}

/// The middle one by a measure; `None` of nothing.
pub fn median_by<T>(mut list: Vec<T>, measure: impl Fn(&T) -> u64) -> Option<T> {
    list.sort_by_key(measure);
    let middle = list.len().checked_sub(1)? / 2;
    Some(list.swap_remove(middle))
}

/// A count as another type of whole number; the greatest where it doesn't fit.
pub fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
