//! What was done though it is unwise: said beside the answer, and stops nothing.

use crate::domain::base::terms::terms;

terms! {
    /// The closed list of warnings.
    WarningCode {
        /// Closing and ten days of posting end after the Front's report is due.
        PostingEndsAfterDueDate = "POSTING_ENDS_AFTER_DUE_DATE",
    }
}

/// Something that was allowed and is unwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What.
    pub code: WarningCode,
    /// What the sentence is about: a number, a day, a code; empty where nothing is needed.
    pub about: String,
}

impl Warning {
    /// A warning and what it is about.
    #[must_use]
    pub fn of(code: WarningCode, about: impl Into<String>) -> Self {
        Self {
            code,
            about: about.into(),
        }
    }
}
