//! A household's invitation to answer by itself: its code, and what is kept of it.
//!
//! In Vietnamese: giấy mời trả lời, mã mời. Whoever shows the code may give the answer of its household, and
//! nothing else. 12 signs of an alphabet of 31, which leaves out what is mistaken for another (0 and O, 1, I and L):
//! 11 of them are chance, some 54 bits; the last one checks the others.

use std::fmt::{self, Debug, Formatter};

use chrono::TimeDelta;
use sha2::{Digest as _, Sha256};

use super::submission::{Digest, SubmissionKey};
use crate::domain::base::chance::{Chance, NoChance};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, InvitationId, SurveyId};

/// Signs of a code.
pub const CODE_LENGTH: usize = 12;
/// Signs that stand together on paper.
const GROUP: usize = 4;
/// The signs, each at its value.
const SIGNS: &str = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// How many signs there are: a prime, so that the check finds every slip of one sign and every two
/// signs in each other's place.
const BASE: u16 = 31;
/// Bytes below this, the last multiple of [`BASE`] in a byte, give every sign alike.
const EVEN: u8 = 248;

/// Forms that are taken on one invitation: one is counted, the others are set aside for the Front.
pub const MOST_FORMS: usize = 3;
/// How long after its survey's planned closing an answer is still taken in, to be set aside: a phone may
/// have had no network.
pub const GRACE: TimeDelta = TimeDelta::days(60);

/// What is wrong with a code as it was typed; told before anything is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mistyped {
    /// A sign that no code has.
    #[error("no code has this sign")]
    Sign,
    /// Not as many signs as a code has.
    #[error("a code has {CODE_LENGTH} signs")]
    Length,
    /// The last sign doesn't fit the others.
    #[error("the check doesn't fit")]
    Check,
}

/// A code whose check fits: the values of its signs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct InvitationCode([u8; CODE_LENGTH]);

impl Debug for InvitationCode {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("InvitationCode(secret)")
    }
}

impl InvitationCode {
    /// A new code.
    ///
    /// # Errors
    /// [`NoChance`].
    pub fn draw(chance: &dyn Chance) -> Result<Self, NoChance> {
        let mut values = Vec::with_capacity(CODE_LENGTH);
        while values.len() < CODE_LENGTH {
            let mut seed = [0; 32];
            chance.fill(&mut seed)?;
            let drawn = Sha256::digest(seed);
            let even = drawn.iter().filter(|byte| **byte < EVEN);
            values.extend(even.map(|byte| u16::from(*byte) % BASE));
        }
        values.truncate(CODE_LENGTH.saturating_sub(1));
        let rest = weighted(values.iter().copied()) % BASE;
        values.push(BASE.saturating_sub(rest) % BASE);
        let mut code = [0; CODE_LENGTH];
        for (place, value) in code.iter_mut().zip(values) {
            *place = u8::try_from(value).unwrap_or_default();
        }
        Ok(Self(code))
    }

    /// Reads a code as it was typed: in any case, with spaces and hyphens anywhere.
    ///
    /// # Errors
    /// [`Mistyped`].
    pub fn parse(text: &str) -> Result<Self, Mistyped> {
        let mut code = [0; CODE_LENGTH];
        let mut places = code.iter_mut();
        let signs = text.chars().filter(|sign| !is_space(*sign));
        for sign in signs {
            let value = value(sign).ok_or(Mistyped::Sign)?;
            *places.next().ok_or(Mistyped::Length)? = value;
        }
        if places.next().is_some() {
            return Err(Mistyped::Length);
        }
        if weighted(code.iter().copied().map(u16::from)) % BASE == 0 {
            Ok(Self(code))
        } else {
            Err(Mistyped::Check)
        }
    }

    /// The code as it is printed, in groups of four.
    #[must_use]
    pub fn shown(&self) -> String {
        let groups = self.0.chunks(GROUP).map(|group| {
            let signs = group
                .iter()
                .filter_map(|value| SIGNS.chars().nth(usize::from(*value)));
            signs.collect::<String>()
        });
        groups.collect::<Vec<_>>().join("-")
    }

    /// Where on a server its household answers. The code stands behind `#`, which a browser tells to no server, so
    /// that it stands in no log.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/survey/#i={}", self.shown())
    }

    /// What is kept of the code: nobody without the database's key can tell it from another.
    #[must_use]
    pub fn hash(&self, key: &SubmissionKey) -> Digest {
        let mut hash = key.begin(b"invitation-1");
        hash.field(&self.0);
        hash.finish()
    }
}

/// The sum of the values, each times its distance from the end, as in an ISBN of ten signs.
fn weighted(values: impl Iterator<Item = u16>) -> u16 {
    let weights = (1..=12_u16).rev();
    values.zip(weights).fold(0, |sum: u16, (value, weight)| {
        sum.saturating_add(value.saturating_mul(weight))
    })
}

const fn is_space(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '\u{2010}'..='\u{2015}')
}

fn value(sign: char) -> Option<u8> {
    let sign = sign.to_ascii_uppercase();
    let place = SIGNS.chars().position(|one| one == sign)?;
    u8::try_from(place).ok()
}

/// What is kept of an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The survey.
    pub survey: SurveyId,
    /// The hamlet.
    pub hamlet: AreaId,
    /// The household's opaque code.
    pub household_code: String,
    /// The keyed hash of its code.
    pub code_hash: Digest,
    /// The account that its answer comes by: one for all residents, which nobody signs in to.
    pub account: AccountId,
    /// When it was made.
    pub made_at: Instant,
    /// By whom; `None`: whoever runs the program.
    pub made_by: Option<AccountId>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// What is told of a hamlet's invitations; never which household has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HamletInvitations {
    /// The hamlet.
    pub hamlet: AreaId,
    /// Invitations in force.
    pub in_force: i64,
    /// Those that were revoked.
    pub revoked: i64,
    /// When the last one was made.
    pub latest_made_at: Instant,
}
