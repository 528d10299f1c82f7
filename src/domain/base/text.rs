//! Names and labels as they are kept: composed, trimmed, no control characters.

use chrono::Datelike;
use unicode_normalization::UnicodeNormalization;

use super::clock::Day;
use super::import_fault::FaultReason;

/// The longest name of a unit, account or person, in characters.
pub const LONGEST_NAME: usize = 200;
/// The longest label, title or source, in characters.
pub const LONGEST_LABEL: usize = 1_000;
/// The longest code, in characters.
pub const LONGEST_CODE: usize = 64;

/// A text in NFC and trimmed, so that one name is one row of bytes however it was typed.
///
/// # Errors
/// Where nothing is left, or it is longer than `longest` characters, or holds a control character.
pub fn cleaned(text: &str, longest: usize) -> Result<String, FaultReason> {
    let text: String = text.trim().nfc().collect();
    if text.is_empty() {
        Err(FaultReason::Empty)
    } else if text.chars().count() > longest {
        Err(FaultReason::TooLong(longest))
    } else if text.chars().any(char::is_control) {
        Err(FaultReason::ControlCharacter)
    } else {
        Ok(text)
    }
}

/// Whether a text is 1 to 64 ASCII letters, digits, `.`, `_` or `-`: the shape of our codes.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    (1..=LONGEST_CODE).contains(&text.len()) && text.chars().all(allowed)
}

/// Whether a text is a name of XML 1.0 without a colon, at most 64 characters.
///
/// What `OpenRosa` forms are made of: item codes become elements (XML 1.0, production 5;
/// Namespaces in XML, production 4).
#[must_use]
pub fn is_xml_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(starts_xml_name)
        && chars.all(continues_xml_name)
        && text.chars().count() <= LONGEST_CODE
}

const fn starts_xml_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

const fn continues_xml_name(c: char) -> bool {
    starts_xml_name(c)
        || matches!(c,
            '-' | '.' | '0'..='9' | '\u{B7}'
            | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// A day written `2019-07-17`; `None` for anything else, and beyond the years 1800 to 2999.
#[must_use]
pub fn written_day(text: &str) -> Option<Day> {
    let digits_and_hyphens = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let day = digits_and_hyphens.then(|| text.parse::<Day>().ok())??;
    in_living_memory(day).then_some(day)
}

/// Whether a day lies in the years that both databases and every clerk can mean.
#[must_use]
pub fn in_living_memory(day: Day) -> bool {
    (1800..=2999).contains(&day.year())
}
