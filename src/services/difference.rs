//! What a recount finds that is not as the responses say.

use crate::domain::base::ids::SurveyId;

/// Something that is not as the responses say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The survey.
    pub survey: SurveyId,
    /// What differs.
    pub what: Differing,
    /// What is kept.
    pub kept: String,
    /// What the responses say.
    pub counted: String,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Differing {
    /// Collected forms of a hamlet.
    Collected {
        /// The hamlet's code.
        hamlet: String,
    },
    /// Spoilt forms of a hamlet.
    Spoilt {
        /// The hamlet's code.
        hamlet: String,
    },
    /// Answers of one kind to one item in a hamlet.
    Option {
        /// The hamlet's code.
        hamlet: String,
        /// The item's code.
        item: String,
        /// The option's code.
        option: String,
    },
    /// A hamlet's counters are of another form, or a response's answers are.
    Shape {
        /// The hamlet's code.
        hamlet: String,
    },
    /// Households of a hamlet with more than one counted response.
    Households {
        /// The hamlet's code.
        hamlet: String,
    },
    /// Single responses that are counted in a hamlet with a count record.
    Mixed {
        /// The hamlet's code.
        hamlet: String,
    },
    /// Responses of a hamlet that the survey doesn't have.
    Stray,
    /// The hash of a frozen result.
    Hash {
        /// Its revision.
        revision: i32,
    },
    /// The hash of a frozen result's complete figures.
    FullHash {
        /// Its revision.
        revision: i32,
    },
    /// A frozen result that can't be read.
    Unreadable {
        /// Its revision.
        revision: i32,
    },
    /// A frozen count of a hamlet.
    Frozen {
        /// Its revision.
        revision: i32,
        /// The hamlet's code.
        hamlet: String,
    },
    /// A closed survey without a frozen result.
    NotFrozen,
}
