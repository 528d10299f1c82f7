//! Why a request was turned down, and what the user can put right.

use std::error::Error;

use crate::domain::base::chance::NoChance;
use crate::domain::base::terms::terms;
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
    /// Somebody else changed it in between.
    #[error("changed in between")]
    Conflict,
    /// Too much at once; the same request may be sent again.
    #[error("overloaded")]
    Overloaded {
        /// Seconds after which to try again.
        retry_after: u32,
    },
    /// The database has no room left; nothing was taken.
    #[error("no room left")]
    Full,
    /// What we could not do; its text is for the log alone.
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
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
}

terms! {
    /// The closed list of what a user can put right.
    UserFaultCode {
        /// The province has a round of this year and number.
        RoundExists = "ROUND_EXISTS",
        /// No regulation of this code.
        UnknownRegulation = "UNKNOWN_REGULATION",
        /// No province of this code, or several and none named.
        UnknownProvince = "UNKNOWN_PROVINCE",
        /// No unit bears this code on the round's day.
        UnknownArea = "UNKNOWN_AREA",
        /// A number outside its range.
        OutOfRange = "OUT_OF_RANGE",
        /// The same thing named twice.
        NamedTwice = "NAMED_TWICE",
        /// A unit of this level or kind can't hold the title.
        TitleNotForArea = "TITLE_NOT_FOR_AREA",
        /// The title is only for a commune in a recorded merger plan.
        NotInMergerPlan = "NOT_IN_MERGER_PLAN",
        /// The area is nominated for this title and purpose already.
        AlreadyNominated = "ALREADY_NOMINATED",
        /// The state doesn't allow it.
        IllegalState = "ILLEGAL_STATE",
        /// The candidacy has a collection survey already.
        SurveyExists = "SURVEY_EXISTS",
        /// No form of this code and version.
        UnknownQuestionnaire = "UNKNOWN_QUESTIONNAIRE",
        /// No hamlet of the area bears this code on the round's day.
        UnknownHamlet = "UNKNOWN_HAMLET",
        /// The area has no hamlet to ask in.
        NoHamlet = "NO_HAMLET",
        /// A hamlet's households are not known: name them.
        HouseholdsUnknown = "HOUSEHOLDS_UNKNOWN",
        /// The survey would close before it opens.
        ClosesBeforeItOpens = "CLOSES_BEFORE_IT_OPENS",
        /// A returned survey is opened again only with a new time to close.
        NewClosingNeeded = "NEW_CLOSING_NEEDED",
        /// The survey has no accepted response of this id.
        UnknownResponse = "UNKNOWN_RESPONSE",
        /// The response was voided before.
        AlreadyVoided = "ALREADY_VOIDED",
        /// A reason is needed.
        ReasonMissing = "REASON_MISSING",
        /// Too long, or with control characters.
        InvalidText = "INVALID_TEXT",
        /// No collector account of this name.
        UnknownCollector = "UNKNOWN_COLLECTOR",
        /// The ballot can't be cast: no session is voting on the candidacy.
        NoOpenBallot = "NO_OPEN_BALLOT",
    }
}

/// Something the user can put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserFault {
    /// What is wrong.
    pub code: UserFaultCode,
    /// Which field of the input, from the input down.
    pub path: Vec<String>,
    /// What the sentence is about: a code, a state, a number; empty where nothing is needed.
    pub about: String,
}

impl UserFault {
    /// A fault of one field of the input.
    #[must_use]
    pub fn at(field: &str, code: UserFaultCode, about: impl Into<String>) -> Self {
        let path = std::iter::once("input")
            .chain(field.split('.'))
            .map(str::to_owned)
            .collect();
        Self {
            code,
            path,
            about: about.into(),
        }
    }
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
