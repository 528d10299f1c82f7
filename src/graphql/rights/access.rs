//! Who gets a field: what can be decided about one.

use crate::domain::trust::authority::Action;

/// Who gets a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, also without a token: areas, rounds, titles, rule books, forms.
    Everybody,
    /// Whoever shows the code of a household's invitation, without a token too; nothing without it.
    ByInvitation,
    /// Whoever was given the object that it stands on.
    WithItsObject,
    /// A list, count or thing that holds what the reader may know of: less for one than for
    /// another, and never refused.
    WhatMayBeSeen,
    /// Whoever may do this, inside the own area; others are refused.
    For(Action),
    /// Figures: for some while the survey runs, for more from CLOSED on, for all once published.
    Figures {
        /// What lets a reader see them while the survey runs.
        running: Action,
    },
}

/// Figures of approval.
pub const APPROVAL: Access = Access::Figures {
    running: Action::ReadApprovalBeforeClose,
};
/// Figures of coverage.
pub const COVERAGE: Access = Access::Figures {
    running: Action::ReadCoverageBeforeClose,
};

/// One decision: the type, who gets them, the fields with spaces between.
pub type Decision = (&'static str, Access, &'static str);

/// The fields of a connection.
pub const PAGE: &str = "edges nodes pageInfo totalCount";
/// The fields of an edge.
pub const EDGE: &str = "node cursor";
