//! A sample of households, drawn so that anyone with frame and seed draws the same.
//!
//! In Vietnamese: mẫu phúc tra (docs/direct-check.md says how to draw it again by hand).

use std::collections::{BTreeMap, BTreeSet};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::base::canonical::sha256_hex;
use crate::domain::base::terms::terms;

terms! {
    /// Where a hamlet's households in the frame come from.
    FrameSource {
        /// The hamlet's roster.
        Roster = "ROSTER",
        /// Households with a counted response, where there is no roster.
        Responses = "RESPONSES",
    }
}

/// The seed of a draw: 32 bytes of chance, of which only the hash is known before.
pub type Seed = [u8; 32];

/// The households that may be drawn: code of the hamlet, then of the household.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame(BTreeMap<String, BTreeSet<String>>);

/// How many are to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// So many in all, shared out over the hamlets by their households, at least one in each.
    InAll(i64),
    /// So many in each hamlet; all of one that has fewer.
    InEach(i64),
}

/// A number that can't be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SampleFault {
    /// The frame holds fewer households.
    #[error("more than the {most} households there are")]
    TooLarge {
        /// How many may be drawn.
        most: i64,
    },
    /// Not one in each hamlet.
    #[error("fewer than the {least} hamlets there are")]
    TooSmall {
        /// How many must be drawn.
        least: i64,
    },
    /// The frame holds no household.
    #[error("there is no household to draw from")]
    Empty,
}

impl Frame {
    /// A frame of these households, in whatever order, each once.
    #[must_use]
    pub fn of(households: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut frame = Self::default();
        for (hamlet, household) in households {
            frame.0.entry(hamlet).or_default().insert(household);
        }
        frame
    }

    /// How many households it holds.
    #[must_use]
    pub fn size(&self) -> i64 {
        self.sizes()
            .values()
            .fold(0, |sum, size| sum.saturating_add(*size))
    }

    /// How many households it holds of each hamlet, by code.
    #[must_use]
    pub fn sizes(&self) -> BTreeMap<String, i64> {
        let size = |set: &BTreeSet<String>| i64::try_from(set.len()).unwrap_or(i64::MAX);
        self.0
            .iter()
            .map(|(code, set)| (code.clone(), size(set)))
            .collect()
    }

    /// SHA-256 of the canonical list: a line `hamlet TAB household LF` for each, sorted by bytes.
    #[must_use]
    pub fn sha256(&self) -> String {
        let mut lines: Vec<String> = self
            .entries()
            .map(|(hamlet, home)| line(hamlet, home))
            .collect();
        lines.sort_unstable();
        let mut text = lines.join("\n");
        text.push('\n');
        sha256_hex(&text)
    }

    fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .flat_map(|(hamlet, set)| set.iter().map(move |home| (hamlet.as_str(), home.as_str())))
    }
}

/// The hash of a seed that is published before the frame is fixed.
#[must_use]
pub fn seed_sha256(seed: &Seed) -> String {
    sha256_hex(seed)
}

/// How many to draw from each stratum, in the order of their codes.
///
/// In all: each gets the whole part of its proportion, what is left goes to the largest remainders
/// (between equals to the lesser code), then each that got none gets one from the largest. In each:
/// so many, or all there are.
///
/// # Errors
/// [`SampleFault`] where the number can't be drawn.
pub fn allocate(
    sizes: &BTreeMap<String, i64>,
    wanted: Wanted,
) -> Result<BTreeMap<String, i64>, SampleFault> {
    let filled: Vec<(&String, i64)> = sizes
        .iter()
        .filter(|(_, size)| **size > 0)
        .map(|(code, size)| (code, *size))
        .collect();
    let all = filled
        .iter()
        .fold(0_i64, |sum, (_, size)| sum.saturating_add(*size));
    let strata = i64::try_from(filled.len()).unwrap_or(i64::MAX);
    let largest = filled.iter().map(|(_, size)| *size).max();
    let most = match wanted {
        Wanted::InAll(_) => all,
        Wanted::InEach(_) => largest.unwrap_or(0),
    };
    let (number, least) = match wanted {
        Wanted::InAll(number) => (number, strata),
        Wanted::InEach(number) => (number, 1),
    };
    if all == 0 {
        Err(SampleFault::Empty)
    } else if number > most {
        Err(SampleFault::TooLarge { most })
    } else if number < least {
        Err(SampleFault::TooSmall { least })
    } else {
        Ok(match wanted {
            Wanted::InAll(number) => shared_out(&filled, number, all),
            Wanted::InEach(number) => filled
                .iter()
                .map(|(code, size)| ((*code).clone(), number.min(*size)))
                .collect(),
        })
    }
}

fn shared_out(filled: &[(&String, i64)], number: i64, all: i64) -> BTreeMap<String, i64> {
    let mut parts: Vec<Part<'_>> = filled
        .iter()
        .map(|(code, size)| {
            let share = i128::from(number) * i128::from(*size);
            let whole = share / i128::from(all).max(1);
            Part {
                code,
                drawn: i64::try_from(whole).unwrap_or(0),
                remainder: share % i128::from(all).max(1),
            }
        })
        .collect();
    let given = parts
        .iter()
        .fold(0_i64, |sum, part| sum.saturating_add(part.drawn));
    let left = usize::try_from(number.saturating_sub(given)).unwrap_or(0);
    parts.sort_by(|one, other| {
        other
            .remainder
            .cmp(&one.remainder)
            .then(one.code.cmp(other.code))
    });
    for part in parts.iter_mut().take(left) {
        part.drawn = part.drawn.saturating_add(1);
    }
    while let Some(none) = parts.iter().position(|part| part.drawn == 0) {
        let most = parts
            .iter_mut()
            .max_by(|one, other| one.drawn.cmp(&other.drawn).then(other.code.cmp(one.code)));
        if let Some(most) = most {
            most.drawn = most.drawn.saturating_sub(1);
        }
        if let Some(none) = parts.get_mut(none) {
            none.drawn = 1;
        }
    }
    parts
        .into_iter()
        .map(|part| (part.code.clone(), part.drawn))
        .collect()
}

struct Part<'a> {
    code: &'a String,
    drawn: i64,
    remainder: i128,
}

/// Draws: within each hamlet the households with the least HMAC-SHA256 of their line under the seed.
///
/// # Errors
/// [`SampleFault`] where the number can't be drawn.
pub fn draw(
    frame: &Frame,
    wanted: Wanted,
    seed: &Seed,
) -> Result<BTreeMap<String, BTreeSet<String>>, SampleFault> {
    let numbers = allocate(&frame.sizes(), wanted)?;
    Ok(take(frame, &numbers, seed))
}

/// Takes so many households of each hamlet, by its code: those with the least ranks.
#[must_use]
pub fn take(
    frame: &Frame,
    numbers: &BTreeMap<String, i64>,
    seed: &Seed,
) -> BTreeMap<String, BTreeSet<String>> {
    let drawn = frame.0.iter().map(|(hamlet, households)| {
        let mut ordered: Vec<(Vec<u8>, &String)> = households
            .iter()
            .map(|household| (rank(seed, hamlet, household), household))
            .collect();
        ordered.sort_unstable();
        let number = numbers.get(hamlet).copied().unwrap_or(0);
        let number = usize::try_from(number).unwrap_or(0);
        let chosen = ordered.into_iter().take(number);
        (
            hamlet.clone(),
            chosen.map(|(_, household)| household.clone()).collect(),
        )
    });
    drawn.collect()
}

fn rank(seed: &Seed, hamlet: &str, household: &str) -> Vec<u8> {
    // HMAC takes a key of any length; an empty rank would only mean that all are ranked by name.
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(seed) else {
        return Vec::new();
    };
    mac.update(line(hamlet, household).as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// A household's line: hamlet, tab, household.
fn line(hamlet: &str, household: &str) -> String {
    format!("{hamlet}\t{household}")
}
