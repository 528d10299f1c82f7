//! Weights of the values that Accept headers list (RFC 9110, section 12.4.2).

/// The weight where none is given: 1.000, in thousandths.
const FULL: u16 = 1_000;

/// An item of an Accept header: its name without parameters, and its weight in thousandths.
///
/// A malformed weight is 0, so that a guess never wins.
#[must_use]
pub fn weighted(item: &str) -> (&str, u16) {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let weight = parts
        .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
        .map_or(FULL, thousandths);
    (name, weight)
}

/// `1`, `0.5`, `0.125` as thousandths.
fn thousandths(text: &str) -> u16 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    match whole {
        "1" if fraction.bytes().all(|digit| digit == b'0') => FULL,
        "0" => format!("{fraction:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}
