//! What changes on a hamlet's roster of households, and why.
//!
//! In Vietnamese: danh sách hộ. Codes alone, no names.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId};
use crate::domain::base::terms::terms;

/// Households that may be added and closed in one change.
pub const MOST_CHANGED: usize = 500;

terms! {
    /// What happened to a household on the roster.
    RosterChangeKind {
        /// It was put on the roster.
        Added = "ADDED",
        /// It was taken off: moved away, joined another, or dissolved. No import puts it on again.
        Closed = "CLOSED",
    }
}

/// A household that was put on a roster or taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterChange {
    /// The hamlet.
    pub hamlet: AreaId,
    /// Its number among the hamlet's changes, from 1.
    pub number: i64,
    /// The household's opaque code.
    pub code: String,
    /// What happened.
    pub kind: RosterChangeKind,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// By which account.
    pub by: AccountId,
}
