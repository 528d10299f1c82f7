//! A hash that somebody typed from paper: how near it is to one on record.

/// Hexadecimal signs of a SHA-256.
const LENGTH: usize = 64;
/// The fewest signs that name a hash by its beginning.
const SHORTEST: usize = 16;
/// Signs that may be mistyped. Two hashes of a record that agree in all but so many signs of 64 don't
/// come about by chance.
const MOST_SLIPS: usize = 4;

/// A hash as it was typed, without spaces, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedHash(Vec<u8>);

/// How a typed hash fits one on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// It is that one.
    Whole,
    /// It is the beginning of that one.
    Beginning,
    /// It is that one but for slips in these groups of four, from 1.
    Slips(Vec<usize>),
}

/// What can't be a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: 16 to 64 hexadecimal signs")]
pub struct NotAHash;

impl TypedHash {
    /// Reads a hash as people type it: in groups or not, in any case, with the letters that look like
    /// figures.
    ///
    /// # Errors
    /// [`NotAHash`] for anything shorter than 16 signs or much longer than 64, and for other signs.
    pub fn read(text: &str) -> Result<Self, NotAHash> {
        let written = text.chars().filter(|sign| {
            !sign.is_whitespace() && !matches!(sign, '-' | '.' | ':' | ',' | '_' | '\u{00a0}')
        });
        let signs: Option<Vec<u8>> = written
            .map(|sign| match sign.to_ascii_lowercase() {
                'o' => Some(b'0'),
                'l' | 'i' => Some(b'1'),
                sign if sign.is_ascii_hexdigit() => u8::try_from(sign).ok(),
                _ => None,
            })
            .collect();
        let signs = signs.ok_or(NotAHash)?;
        if (SHORTEST..=LENGTH.saturating_add(MOST_SLIPS)).contains(&signs.len()) {
            Ok(Self(signs))
        } else {
            Err(NotAHash)
        }
    }

    /// How it fits a hash on record; `None` where it is another one.
    #[must_use]
    pub fn fit(&self, hash: &str) -> Option<Fit> {
        let hash = hash.as_bytes();
        if self.0 == hash {
            return Some(Fit::Whole);
        }
        if self.0.len() + MOST_SLIPS < hash.len() {
            return hash.starts_with(&self.0).then_some(Fit::Beginning);
        }
        if distance(&self.0, hash) > MOST_SLIPS {
            return None;
        }
        Some(Fit::Slips(groups(&self.0, hash)))
    }
}

/// The groups of a hash that a typed one doesn't have in their place.
fn groups(typed: &[u8], hash: &[u8]) -> Vec<usize> {
    let typed: Vec<&[u8]> = typed.chunks(4).collect();
    let hash = (1_usize..).zip(hash.chunks(4));
    let differs = |(number, group): (usize, &[u8])| {
        let at = number.saturating_sub(1);
        (typed.get(at).copied() != Some(group)).then_some(number)
    };
    hash.filter_map(differs).collect()
}

/// How many signs must be changed, put in or left out to make one of the other (Levenshtein).
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (done, sign) in (1_usize..).zip(one) {
        let mut corner = std::mem::replace(row.first_mut().unwrap_or(&mut 0), done);
        let mut left = done;
        for (cell, with) in row.iter_mut().skip(1).zip(other) {
            let changed = corner.saturating_add(usize::from(sign != with));
            corner = *cell;
            left = changed
                .min(left.saturating_add(1))
                .min(corner.saturating_add(1));
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
