//! A hamlet's count record, typed by two accounts until it stands.
//!
//! In Vietnamese: biên bản kiểm phiếu.
//!
//! ```text
//!         enter           enter, by another: other figures
//!  EMPTY -------> ENTERED_ONCE -----------------------> DIFFERENT --+ correct, still other
//!    ^             |  ^  |                               |  ^       |
//!    |   enter, by +--+  | the same                      |  +-------+
//!    |   the same        |                correct: alike |
//!    |                   +----------> AGREED <-----------+    (warnings: a second person accepts)
//!    |                   |              | accept
//!    +--- discard -------+--> FINAL <---+                     (no warning: at once)
//! ```
//! Discarding leads back to EMPTY from every state. Of the first entry the second typist sees nothing, and
//! where they differ both see no more than which fields do: each of those is typed anew from the paper, by
//! either account or a third. The two entries are never of one account.

use std::collections::BTreeSet;

use super::count_figures::{CountField, CountFigures, CountWarning};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, SurveyId};
use crate::domain::base::terms::terms;

terms! {
    /// How far a count record has come.
    CountRecordState {
        /// Nothing is typed, or what was is discarded.
        Empty = "EMPTY",
        /// One account has typed it.
        EnteredOnce = "ENTERED_ONCE",
        /// Two accounts have typed other figures.
        Different = "DIFFERENT",
        /// Two accounts have typed the same, which is unlikely in some way.
        Agreed = "AGREED",
        /// It stands, and is counted.
        Final = "FINAL",
    }
}

/// What one account typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number among all that was typed for the hamlet, from 1.
    pub number: i64,
    /// Who typed it.
    pub by: AccountId,
    /// What.
    pub figures: CountFigures,
}

/// Who accepted what is unlikely, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: AccountId,
    /// The note.
    pub note: String,
}

/// What is typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Progress {
    /// Nothing.
    #[default]
    Empty,
    /// By one account.
    EnteredOnce(Entry),
    /// By two, other figures.
    Different(Entry, Entry),
    /// By two, the same figures, with what is unlikely in them.
    Agreed(Entry, Entry, Vec<CountWarning>),
    /// It stands: as [`Progress::Agreed`], and who accepted what is unlikely.
    Final(Entry, Entry, Vec<CountWarning>, Option<Acceptance>),
}

/// A hamlet's count record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountRecord {
    /// The survey.
    pub survey: SurveyId,
    /// The hamlet.
    pub hamlet: AreaId,
    /// Rises with each change, from 1.
    pub version: i64,
    /// What is typed.
    pub progress: Progress,
    /// Number of the entry that was typed last; also what is discarded stays on record.
    pub last_entry: i64,
    /// When it changed last.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: AccountId,
}

/// Why a count record can't be changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CountFault {
    /// The state doesn't allow it.
    #[error("not in {0}")]
    NotIn(CountRecordState),
    /// Two accounts have typed it; now differing fields are corrected.
    #[error("typed by two accounts")]
    TypedByTwo,
    /// The account typed the first entry.
    #[error("by the same account")]
    SameAccount,
    /// Not each differing field once, and no other.
    #[error("not the differing fields")]
    NotTheDifferingFields,
}

impl Progress {
    /// The name of the state.
    #[must_use]
    pub const fn state(&self) -> CountRecordState {
        match self {
            Self::Empty => CountRecordState::Empty,
            Self::EnteredOnce(_) => CountRecordState::EnteredOnce,
            Self::Different(..) => CountRecordState::Different,
            Self::Agreed(..) => CountRecordState::Agreed,
            Self::Final(..) => CountRecordState::Final,
        }
    }

    /// The entries that stand, the first one first.
    #[must_use]
    pub const fn entries(&self) -> (Option<&Entry>, Option<&Entry>) {
        match self {
            Self::Empty => (None, None),
            Self::EnteredOnce(first) => (Some(first), None),
            Self::Different(first, second)
            | Self::Agreed(first, second, _)
            | Self::Final(first, second, ..) => (Some(first), Some(second)),
        }
    }

    /// What two accounts have typed alike.
    #[must_use]
    pub const fn agreed(&self) -> Option<&CountFigures> {
        match self {
            Self::Agreed(first, ..) | Self::Final(first, ..) => Some(&first.figures),
            _ => None,
        }
    }

    /// What is counted.
    #[must_use]
    pub const fn counted(&self) -> Option<&CountFigures> {
        match self {
            Self::Final(first, ..) => Some(&first.figures),
            _ => None,
        }
    }

    /// The fields in which the two entries differ.
    #[must_use]
    pub fn differing(&self) -> Vec<CountField> {
        match self {
            Self::Different(first, second) => first.figures.differing(&second.figures),
            _ => Vec::new(),
        }
    }

    /// What is unlikely in the figures that were typed alike.
    #[must_use]
    pub fn warnings(&self) -> &[CountWarning] {
        match self {
            Self::Agreed(_, _, warnings) | Self::Final(_, _, warnings, _) => warnings,
            _ => &[],
        }
    }

    /// Types the record; `warnings` are those of the entry.
    ///
    /// Until a second account types it, the first may type it again.
    ///
    /// # Errors
    /// [`CountFault`] once two accounts have typed it.
    pub fn enter(self, entry: Entry, warnings: Vec<CountWarning>) -> Result<Self, CountFault> {
        match self {
            Self::Empty => Ok(Self::EnteredOnce(entry)),
            Self::EnteredOnce(first) if first.by == entry.by => Ok(Self::EnteredOnce(entry)),
            Self::EnteredOnce(first) => Ok(compared(first, entry, warnings)),
            Self::Different(..) | Self::Agreed(..) => Err(CountFault::TypedByTwo),
            Self::Final(..) => Err(CountFault::NotIn(CountRecordState::Final)),
        }
    }

    /// The figures with the differing fields as they are typed anew.
    ///
    /// # Errors
    /// [`CountFault`] in another state than DIFFERENT, or for other fields than those that differ.
    pub fn retyped(&self, typed: &[(CountField, i64)]) -> Result<CountFigures, CountFault> {
        let Self::Different(first, _) = self else {
            return Err(CountFault::NotIn(self.state()));
        };
        let differing: BTreeSet<CountField> = self.differing().into_iter().collect();
        let named: BTreeSet<CountField> = typed.iter().map(|(field, _)| *field).collect();
        if differing != named || named.len() != typed.len() {
            return Err(CountFault::NotTheDifferingFields);
        }
        // In every other field the two entries are alike.
        Ok(first.figures.with(typed))
    }

    /// Puts an entry with corrected figures in place of its account's own; a third account's in place of
    /// the one that it doesn't confirm.
    ///
    /// # Errors
    /// [`CountFault`] in another state than DIFFERENT.
    pub fn correct(self, entry: Entry, warnings: Vec<CountWarning>) -> Result<Self, CountFault> {
        let Self::Different(first, second) = self else {
            return Err(CountFault::NotIn(self.state()));
        };
        let replaces_first =
            entry.by == first.by || (entry.by != second.by && entry.figures == second.figures);
        Ok(if replaces_first {
            compared(entry, second, warnings)
        } else {
            compared(first, entry, warnings)
        })
    }

    /// Accepts what is unlikely: by another account than the one that typed the first entry.
    ///
    /// # Errors
    /// [`CountFault`] where nothing waits for it, or for that account.
    pub fn accept(self, acceptance: Acceptance) -> Result<Self, CountFault> {
        match self {
            Self::Agreed(first, _, _) if first.by == acceptance.by => Err(CountFault::SameAccount),
            Self::Agreed(first, second, warnings) => {
                Ok(Self::Final(first, second, warnings, Some(acceptance)))
            }
            other => Err(CountFault::NotIn(other.state())),
        }
    }

    /// Discards what was typed; it stays on record and counts no more.
    ///
    /// # Errors
    /// [`CountFault`] where nothing is typed.
    pub fn discard(self) -> Result<Self, CountFault> {
        match self {
            Self::Empty => Err(CountFault::NotIn(CountRecordState::Empty)),
            _ => Ok(Self::Empty),
        }
    }
}

fn compared(first: Entry, second: Entry, warnings: Vec<CountWarning>) -> Progress {
    if first.figures != second.figures {
        Progress::Different(first, second)
    } else if warnings.is_empty() {
        Progress::Final(first, second, warnings, None)
    } else {
        Progress::Agreed(first, second, warnings)
    }
}
