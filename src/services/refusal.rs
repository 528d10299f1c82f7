//! Why a request was turned down.

use std::error::Error;
use std::sync::Arc;

use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::chance::NoChance;
use crate::domain::base::clock::Instant;
use crate::domain::survey::lifecycle::IllegalMove;
use crate::domain::survey::tally::TallyFault;
use crate::domain::trust::authority::Denied;
use crate::storage::fault::StorageFault;

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in.
    #[error("not signed in")]
    Unauthenticated,
    /// A role that may never do it.
    #[error("forbidden")]
    Forbidden,
    /// It doesn't exist, or lies outside the speaker's area: the answer is the same.
    #[error("not found")]
    NotFound,
    /// A value that no program should have sent.
    #[error("bad input at {path:?}: {fault:?}")]
    BadInput {
        /// Where it stands.
        path: Vec<String>,
        /// What is wrong with it.
        fault: InputFault,
    },
    /// What the user can put right; nothing was changed.
    #[error("{} fault(s) of the user", .0.len())]
    Faults(Vec<UserFault>),
    /// Somebody else changed it in between: who and when, where it is known.
    #[error("changed in between")]
    Conflict(Option<Changed>),
    /// Too much at once; the same request may be sent again.
    #[error("overloaded")]
    Overloaded {
        /// Seconds after which to try again.
        retry_after: u32,
    },
    /// Too many codes that are none were tried from one place.
    #[error("too many tries")]
    TooManyTries {
        /// Seconds after which the next is heard.
        retry_after: u32,
    },
    /// The database has no room left; nothing was taken.
    #[error("no room left")]
    Full,
    /// What we could not do; its text is for the log alone.
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

/// The last change of a thing that several people work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Name of the account that made it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// What is wrong with a value that no program should have sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFault {
    /// A list that must hold 1 to so many has none or more.
    ListLength {
        /// The most it may hold.
        most: usize,
    },
    /// A cursor that was not given by this list.
    Cursor,
    /// A global id that is malformed or of another kind.
    GlobalId,
    /// A page size below 1 or above the most.
    PageSize {
        /// The most.
        most: u64,
    },
    /// `first` and `last` together.
    FirstAndLast,
    /// A parameter that is not known, or a value that is none of its kind.
    Parameter,
}

impl From<UserFault> for Refusal {
    fn from(fault: UserFault) -> Self {
        Self::Faults(vec![fault])
    }
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Unauthenticated => Self::Unauthenticated,
            Denied::Forbidden => Self::Forbidden,
            Denied::NotThere => Self::NotFound,
        }
    }
}

impl From<StorageFault> for Refusal {
    fn from(fault: StorageFault) -> Self {
        match fault {
            StorageFault::DiskFull(_) => Self::Full,
            StorageFault::Busy(_) => Self::Overloaded { retry_after: 1 },
            StorageFault::BadCursor => Self::BadInput {
                path: Vec::new(),
                fault: InputFault::Cursor,
            },
            other => Self::Internal(Box::new(other)),
        }
    }
}

/// A fault that several requests share.
impl From<Arc<StorageFault>> for Refusal {
    fn from(fault: Arc<StorageFault>) -> Self {
        match fault.as_ref() {
            StorageFault::Busy(_) => Self::Overloaded { retry_after: 1 },
            _ => Self::Internal(Box::new(fault)),
        }
    }
}

impl From<NoChance> for Refusal {
    fn from(fault: NoChance) -> Self {
        Self::Internal(Box::new(fault))
    }
}

impl From<TallyFault> for Refusal {
    fn from(fault: TallyFault) -> Self {
        Self::Internal(Box::new(fault))
    }
}

/// A survey's unlawful move as the user's fault.
#[must_use]
pub fn of_move(fault: IllegalMove) -> UserFault {
    match fault {
        IllegalMove::NotFrom(state) => {
            UserFault::at("surveyId", UserFaultCode::IllegalState, state.as_str())
        }
        IllegalMove::ClosesBeforeItOpens => {
            UserFault::at("closesAt", UserFaultCode::ClosesBeforeItOpens, "")
        }
        IllegalMove::NeedsNewClosing => {
            UserFault::at("closesAt", UserFaultCode::NewClosingNeeded, "")
        }
        IllegalMove::NoHamlet => UserFault::at("surveyId", UserFaultCode::NoHamlet, ""),
    }
}
