//! What is written beside each part of a dossier: remark, evidence, reason.

use unicode_normalization::UnicodeNormalization;

use super::refusal::{Changed, Refusal};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::DocumentId;
use crate::domain::recognition::revision::{RevisionFault, next_version};

/// The longest remark or reason, in characters.
const LONGEST_REMARK: usize = 4_000;
/// The most documents that one thing may be proved with.
const MOST_DOCUMENTS: usize = 20;

/// What is said beside a finding, an opinion or a statement.
#[derive(Debug, Clone, Default)]
pub struct Writing {
    /// A remark.
    pub note: Option<String>,
    /// Documents that prove it.
    pub documents: Vec<DocumentId>,
    /// The version that was read; none, or 0, where nothing was on record.
    pub version: Option<i32>,
    /// Why the version before is revised.
    pub reason: Option<String>,
}

/// The version that is on record, and who wrote it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Last<'a> {
    /// The version.
    pub version: i32,
    /// Who wrote it.
    pub by: &'a str,
    /// When.
    pub at: Instant,
}

impl<'a> Last<'a> {
    /// A version with who wrote it and when.
    pub(super) const fn of(version: i32, by: &'a str, at: Instant) -> Self {
        Self { version, by, at }
    }
}

/// The texts of a writing, cleaned, and the version that it becomes.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// A remark.
    pub note: Option<String>,
    /// Why the version before is revised; none for the first.
    pub reason: Option<String>,
    /// The version.
    pub version: i32,
}

/// A field below a place of the input; the place is empty for the input itself.
pub(super) fn below(place: &str, field: &str) -> String {
    if place.is_empty() {
        field.to_owned()
    } else {
        format!("{place}.{field}")
    }
}

impl Writing {
    /// Cleans the texts and finds the version that comes after `last`; faults are noted at `place`.
    ///
    /// # Errors
    /// [`Refusal::Conflict`] where another version is current than the one that was read.
    pub(super) fn written(
        &self,
        last: Option<Last<'_>>,
        place: &str,
        faults: &mut Vec<UserFault>,
    ) -> Result<Written, Refusal> {
        let note = text(self.note.as_deref(), &below(place, "note"), faults);
        let reason = text(self.reason.as_deref(), &below(place, "reason"), faults);
        if self.documents.len() > MOST_DOCUMENTS {
            let field = below(place, "documentIds");
            let most = MOST_DOCUMENTS.to_string();
            faults.push(UserFault::at(&field, UserFaultCode::OutOfRange, most));
        }
        let current = last.map(|last| last.version);
        let version = match next_version(current, self.version, reason.is_some()) {
            Ok(version) => version,
            Err(RevisionFault::Stale { .. }) => {
                let changed = last.map(|last| Changed {
                    by: last.by.to_owned(),
                    at: last.at,
                });
                return Err(Refusal::Conflict(changed));
            }
            Err(RevisionFault::ReasonMissing) => {
                let field = below(place, "reason");
                faults.push(UserFault::at(&field, UserFaultCode::ReasonMissing, ""));
                0
            }
        };
        Ok(Written {
            note,
            reason: reason.filter(|_| version > 1),
            version,
        })
    }
}

fn text(text: Option<&str>, field: &str, faults: &mut Vec<UserFault>) -> Option<String> {
    prose(text?, LONGEST_REMARK).unwrap_or_else(|Unfit| {
        faults.push(UserFault::at(field, UserFaultCode::InvalidText, ""));
        None
    })
}

/// A text that is too long, or holds signs that no text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unfit;

/// A text in NFC and trimmed; `None` where nothing is left. Lines and tabs may stand in it.
///
/// # Errors
/// [`Unfit`].
pub(super) fn prose(text: &str, longest: usize) -> Result<Option<String>, Unfit> {
    let text: String = text.trim().nfc().collect();
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if text.chars().count() > longest || text.chars().any(strange) {
        return Err(Unfit);
    }
    Ok((!text.is_empty()).then_some(text))
}
