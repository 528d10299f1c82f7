//! How a thing on record is revised: by the next version, with a reason.

/// What stands in the way of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RevisionFault {
    /// Another version is current than the one that was read.
    #[error("version {current} is current")]
    Stale {
        /// The current version; 0 where there is none.
        current: i32,
    },
    /// What is on record is revised with a reason only.
    #[error("a revision needs a reason")]
    ReasonMissing,
}

/// The version that comes next, where `current` is on record and `read` is what the reviser saw.
///
/// The first version needs no reason; nothing read means nothing was there.
///
/// # Errors
/// [`RevisionFault`].
pub const fn next_version(
    current: Option<i32>,
    read: Option<i32>,
    has_reason: bool,
) -> Result<i32, RevisionFault> {
    let current = match current {
        Some(version) => version,
        None => 0,
    };
    let read = match read {
        Some(version) => version,
        None => 0,
    };
    if current != read {
        return Err(RevisionFault::Stale { current });
    }
    if current > 0 && !has_reason {
        return Err(RevisionFault::ReasonMissing);
    }
    Ok(current.saturating_add(1))
}
