//! What `verify` found: which table, which id, what was expected and what is there.

use std::fmt::Display;

use crate::domain::base::canonical::hex;
use crate::domain::base::ids::SurveyId;
use crate::domain::trust::chain::Hash;
use crate::services::difference::{Difference, Differing};

/// Something that is not as it was noted, or doesn't follow from what it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The table.
    pub table: &'static str,
    /// The row's id, or that of what it belongs to; of an entry of the audit, `CHAIN:SEQUENCE`.
    pub id: String,
    /// What is wrong.
    pub what: Wrong,
    /// What should be there; empty where there is nothing to compare.
    pub expected: String,
    /// What is there.
    pub found: String,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A figure is not what the responses say.
    Figure(Differing),
    /// An entry is not what its hash says.
    EntryChanged,
    /// Entries are missing.
    EntryMissing,
    /// An entry doesn't follow the one before: put in, swapped or reordered.
    EntryUnlinked,
    /// An entry stands in no chain, and the first entry of the main chain doesn't know it.
    EntryUnchained,
    /// A chain's head is not its last entry.
    Head,
    /// A head that was written down is not in the chain: its end was cut off, or it was rewritten.
    Pinned,
    /// The head that a checkpoint holds of another chain is not in that chain.
    Checkpoint,
    /// What an entry vouches for was changed, or taken away.
    Vouched,
    /// A row is not as an entry last vouched for.
    RowChanged,
    /// A row is gone that an entry vouches for.
    RowGone,
    /// A row that no entry vouches for.
    RowUnknown,
    /// A response's or set-aside form's content is not what it was when it was taken.
    Content,
    /// The household's key is not that of its code.
    Household,
    /// What a batch brought is not what its entry says.
    Batch,
    /// A response or set-aside form of no entry.
    Unentered,
    /// The secret key is not the one that the database began with.
    SecretKey,
    /// A row doesn't follow from what it was made of.
    Follows,
}

impl Finding {
    /// A finding without values to compare.
    #[must_use]
    pub fn new(table: &'static str, id: &dyn Display, what: Wrong) -> Self {
        Self {
            table,
            id: id.to_string(),
            what,
            expected: String::new(),
            found: String::new(),
        }
    }

    /// With what should be there, and what is.
    #[must_use]
    pub fn with(self, expected: &dyn Display, found: &dyn Display) -> Self {
        Self {
            expected: expected.to_string(),
            found: found.to_string(),
            ..self
        }
    }

    /// With the hash that should be there, and the one that is; nothing for none.
    #[must_use]
    pub fn hashes(self, expected: Option<Hash>, found: Option<Hash>) -> Self {
        let text = |hash: Option<Hash>| hash.map(|hash| hex(&hash)).unwrap_or_default();
        self.with(&text(expected), &text(found))
    }
}

impl From<Difference> for Finding {
    fn from(difference: Difference) -> Self {
        let Difference {
            survey,
            what,
            kept,
            counted,
        } = difference;
        let id = of(survey, &what);
        Self::new(table(&what), &id, Wrong::Figure(what)).with(&counted, &kept)
    }
}

const fn table(what: &Differing) -> &'static str {
    match what {
        Differing::Collected { .. }
        | Differing::Spoilt { .. }
        | Differing::Option { .. }
        | Differing::Shape { .. } => "tally",
        Differing::Households { .. } | Differing::Mixed { .. } | Differing::Stray => "response",
        Differing::Hash { .. }
        | Differing::FullHash { .. }
        | Differing::Unreadable { .. }
        | Differing::Frozen { .. }
        | Differing::NotFrozen => "frozen_result",
    }
}

fn of(survey: SurveyId, what: &Differing) -> String {
    match what {
        Differing::Hash { revision }
        | Differing::FullHash { revision }
        | Differing::Unreadable { revision }
        | Differing::Frozen { revision, .. } => format!("{survey}/{revision}"),
        _ => survey.to_string(),
    }
}
