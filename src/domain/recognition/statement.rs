//! What an agency states on a condition that no criterion covers.
//!
//! In Vietnamese: xác nhận của cơ quan, such as that of the police on security and order.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, CandidacyId, StatementId};

/// An agency's statement on a condition of a candidacy, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// The condition's code.
    pub condition: String,
    /// Its version, from 1; the highest is the current one.
    pub version: i32,
    /// Whether the condition holds.
    pub met: bool,
    /// A remark.
    pub note: Option<String>,
    /// Code of the agency.
    pub agency: String,
    /// Who wrote it down.
    pub by: AccountId,
    /// Name of that account.
    pub by_name: String,
    /// When.
    pub at: Instant,
    /// Why the version before was revised; none for the first.
    pub reason: Option<String>,
}
