//! Who gets what: the list of work, each reader's own.

use super::access::Access::{For, WithItsObject};
use super::access::Decision;
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Query", For(Action::ReadViewer), "todo"),
    (
        "TodoItem",
        WithItsObject,
        "kind message count dueBefore overdue candidacy survey webhook",
    ),
];
