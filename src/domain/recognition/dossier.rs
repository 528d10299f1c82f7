//! A dossier as it was when it went to the vote: never changed again.
//!
//! In Vietnamese: hồ sơ đã chốt.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, CandidacyId};

/// A dossier frozen for the vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenDossier {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// Its revision, from 1: a dossier that goes to the vote again is frozen again.
    pub revision: i32,
    /// Canonical JSON (RFC 8785) of all that it holds.
    pub content: String,
    /// SHA-256 of the content, in lower-case hexadecimal.
    pub sha256: String,
    /// When.
    pub frozen_at: Instant,
    /// By whom.
    pub frozen_by: AccountId,
    /// Name of that account.
    pub frozen_by_name: String,
}
