//! The audit chain: where an entry stands, and the hash that holds it there.
//!
//! ```text
//! a survey's chain    1 ◀── 2 ◀── 3 ◀── 4          each entry holds the hash of the one before
//!                                 ▲
//! the main chain      1 ◀── 2 ◀── checkpoint ◀── 4  a checkpoint holds the heads of the surveys' chains
//! ```
//! Each survey has a chain, so that surveys don't wait for each other; all else is in the main chain. Whoever has
//! written down one head of the main chain can tell later whether anything before it was changed.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::SecondsFormat;
use serde_json::{Value, json};
use uuid::Uuid;

use super::actor::Role;
use super::audit::AuditEntry;
use crate::domain::base::canonical::{NotCanonical, canonical_json, hex, sha256, unhex};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::SurveyId;

/// A SHA-256.
pub type Hash = [u8; 32];

/// What stands in the first entry of a chain for the hash of the one before.
pub const NOTHING_BEFORE: Hash = [0; 32];

/// What the main chain is called where a chain is written down.
const MAIN: &str = "main";

/// A chain: a survey's, or the main one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChainId(pub Uuid);

impl ChainId {
    /// The main chain. Its id is the greatest: whoever locks heads in their order locks the main one last.
    pub const MAIN: Self = Self(Uuid::max());

    /// The chain of a survey's entries, or the main one.
    #[must_use]
    pub fn of(survey: Option<SurveyId>) -> Self {
        survey.map_or(Self::MAIN, |survey| Self(survey.0))
    }

    /// The survey whose chain it is.
    #[must_use]
    pub fn survey(self) -> Option<SurveyId> {
        (self != Self::MAIN).then_some(SurveyId(self.0))
    }
}

impl fmt::Display for ChainId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.survey() {
            None => f.write_str(MAIN),
            Some(survey) => survey.fmt(f),
        }
    }
}

/// A text that names no chain and no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither CHAIN:SEQUENCE:HASH nor SEQUENCE:HASH")]
pub struct MalformedHead;

impl FromStr for ChainId {
    type Err = MalformedHead;

    fn from_str(text: &str) -> Result<Self, MalformedHead> {
        if text == MAIN {
            return Ok(Self::MAIN);
        }
        text.parse().map(Self).map_err(|_| MalformedHead)
    }
}

/// The last entry of a chain: what is printed in minutes, and pinned outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The chain.
    pub chain: ChainId,
    /// The entry's number in it, from 1; 0 for a chain without an entry.
    pub sequence: i64,
    /// The entry's hash.
    pub hash: Hash,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.chain, self.sequence, hex(&self.hash))
    }
}

impl FromStr for Head {
    type Err = MalformedHead;

    /// `CHAIN:SEQUENCE:HASH`, or of the main chain `SEQUENCE:HASH` alone.
    fn from_str(text: &str) -> Result<Self, MalformedHead> {
        let (rest, hash) = text.trim().rsplit_once(':').ok_or(MalformedHead)?;
        let (chain, sequence) = rest.rsplit_once(':').unwrap_or((MAIN, rest));
        let sequence: i64 = sequence.parse().map_err(|_| MalformedHead)?;
        if sequence < 1 {
            return Err(MalformedHead);
        }
        Ok(Self {
            chain: chain.parse()?,
            sequence,
            hash: unhex(hash).ok_or(MalformedHead)?,
        })
    }
}

/// The state of a thing of the database that an entry vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    /// The table.
    pub thing: String,
    /// The thing's key: one row's, or that of the rows that belong together.
    pub key: Uuid,
    /// How often it has been vouched for, this time included.
    pub turn: i64,
    /// The SHA-256 of its rows; `None`: it is no more.
    pub digest: Option<Hash>,
}

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The chain.
    pub chain: ChainId,
    /// Its number in it, from 1.
    pub sequence: i64,
    /// The hash of the entry before.
    pub previous: Hash,
    /// The hash over the things that it vouches for; `None` where there are none.
    pub rows: Option<Hash>,
    /// The hash of all this and of the entry.
    pub hash: Hash,
}

/// An entry and its place; without one, where it is older than the chains.
#[derive(Debug, Clone, PartialEq)]
pub struct Chained {
    /// The entry.
    pub entry: AuditEntry,
    /// Its place.
    pub link: Option<Link>,
}

impl Head {
    /// The head of a chain that has no entry yet.
    #[must_use]
    pub const fn before(chain: ChainId) -> Self {
        Self {
            chain,
            sequence: 0,
            hash: NOTHING_BEFORE,
        }
    }

    /// Puts an entry behind the last, with the hash of what it vouches for, and becomes its head.
    ///
    /// # Errors
    /// [`NotCanonical`] where the entry's details have no canonical JSON.
    pub fn take(&mut self, entry: AuditEntry, rows: Option<Hash>) -> Result<Chained, NotCanonical> {
        let mut link = Link {
            chain: self.chain,
            sequence: self.sequence.saturating_add(1),
            previous: self.hash,
            rows,
            hash: NOTHING_BEFORE,
        };
        link.hash = hash(&entry, &link)?;
        self.sequence = link.sequence;
        self.hash = link.hash;
        Ok(Chained {
            entry,
            link: Some(link),
        })
    }
}

/// The SHA-256 over the canonical JSON of an entry and its place: all fields but the hash itself.
///
/// Times are UTC to the microsecond, ids and hashes texts, so that it is the same on every database.
///
/// # Errors
/// [`NotCanonical`] where the details have no canonical JSON.
pub fn hash(entry: &AuditEntry, link: &Link) -> Result<Hash, NotCanonical> {
    let AuditEntry {
        id,
        at,
        survey,
        account,
        role,
        action,
        subject,
        details,
        request_id,
    } = entry;
    let value = json!({
        "chain": link.chain.to_string(),
        "sequence": link.sequence,
        "previous": hex(&link.previous),
        "rows": link.rows.map(|rows| hex(&rows)),
        "id": id,
        "at": written(*at),
        "survey": survey,
        "account": account,
        "role": role.map(Role::as_str),
        "action": action,
        "subject": subject,
        "details": details,
        "requestId": request_id,
    });
    Ok(sha256(&canonical_json(&value)?))
}

/// The SHA-256 over the things that an entry vouches for, whatever their order; `None` where there are none.
///
/// # Errors
/// [`NotCanonical`]: never in practice.
pub fn hash_of_rows<'a>(
    rows: impl IntoIterator<Item = &'a Vouched>,
) -> Result<Option<Hash>, NotCanonical> {
    let line = |row: &'a Vouched| {
        let digest = row.digest.map(|digest| hex(&digest));
        ((row.thing.as_str(), row.key, row.turn), digest)
    };
    let lines: BTreeMap<(&str, Uuid, i64), Option<String>> = rows.into_iter().map(line).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let lines: Vec<Value> = lines
        .into_iter()
        .map(|((thing, key, turn), digest)| json!([thing, key, turn, digest]))
        .collect();
    Ok(Some(sha256(&canonical_json(&lines)?)))
}

/// An instant as it stands in a hash.
#[must_use]
pub fn written(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}
