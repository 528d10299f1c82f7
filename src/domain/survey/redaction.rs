//! What in a text would name somebody: long numbers and addresses of mail.
//!
//! In Vietnamese: che thông tin cá nhân. A help against slips, not a proof: a name can't be told from a
//! word. Numbers of phones have 10 digits, those of identity papers 9 or 12; a sum of money is told
//! from them by its groups of three, as in 1.500.000.000.

/// Digits from which on a number may be one of a phone or a paper.
const FEWEST_DIGITS: usize = 9;

/// Whether a text holds a number of nine digits or more that is no sum of money, spaces, dots and
/// hyphens between the digits not counted, or an address of mail.
#[must_use]
pub fn names_somebody(text: &str) -> bool {
    has_long_number(text) || text.split_whitespace().any(is_mail)
}

fn has_long_number(text: &str) -> bool {
    let part_of_number =
        |sign: char| sign.is_numeric() || matches!(sign, ' ' | '.' | '-' | '\u{a0}');
    text.split(|sign: char| !part_of_number(sign))
        .any(|number| {
            digits(number) >= FEWEST_DIGITS && !is_sum(number.trim_matches([' ', '.', '-']))
        })
}

fn digits(number: &str) -> usize {
    number.chars().filter(|sign| sign.is_numeric()).count()
}

/// Whether a number is written in groups of three with dots between.
fn is_sum(number: &str) -> bool {
    let mut groups = number.split('.');
    let first = groups.next().unwrap_or_default();
    let begins = (1..=3).contains(&first.len()) && !first.starts_with('0');
    begins
        && first.chars().all(|sign| sign.is_ascii_digit())
        && groups.all(|group| group.len() == 3 && group.chars().all(|sign| sign.is_ascii_digit()))
}

fn is_mail(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}
