//! What an entry said before it was corrected.
//!
//! In Vietnamese: nội dung trước khi đính chính.

use uuid::Uuid;

use crate::domain::base::clock::Instant;

/// A version of an entry that another has replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierEntry {
    /// Id of the hamlet's title, the sponsor or the indicator's value.
    pub subject: Uuid,
    /// The version, from 1.
    pub version: i32,
    /// All that it said, as canonical JSON (RFC 8785).
    pub content: String,
    /// Why it was replaced.
    pub reason: String,
    /// When.
    pub replaced_at: Instant,
}

/// The version that stands beside those that were replaced, which stand in their order: 1 where none was.
#[must_use]
pub fn current_version(replaced: &[EarlierEntry]) -> i32 {
    replaced
        .last()
        .map_or(1, |last| last.version.saturating_add(1))
}
