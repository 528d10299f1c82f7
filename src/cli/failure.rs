//! How a command ends: done, differing, or failed with one clear line.

use crate::services::refusal::Refusal;
use crate::words::program::Notice;

/// How a command that ran to its end ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is as it should be.
    Done,
    /// It looked, and something is not as it should be; what, it has printed.
    Differs,
}

impl Outcome {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Differs => 1,
        }
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub struct Failure {
    /// The exit code: 1 for a failure, 2 for wrong usage, 3 where `verify` could not look.
    pub code: u8,
    /// What is said on stderr.
    pub notice: Notice,
}

impl Failure {
    /// Wrong usage: flags or settings that can't be.
    #[must_use]
    pub const fn usage(notice: Notice) -> Self {
        Self { code: 2, notice }
    }

    /// A failure of what was asked rightly.
    #[must_use]
    pub const fn of(notice: Notice) -> Self {
        Self { code: 1, notice }
    }
}

impl From<Notice> for Failure {
    fn from(notice: Notice) -> Self {
        Self::of(notice)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Notice::from(refusal).into()
    }
}
