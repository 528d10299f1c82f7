//! What departments find on the criteria of a candidacy: one current finding each.
//!
//! In Vietnamese: kết quả thẩm định tiêu chí. A finding is never overwritten: who finds otherwise
//! adds the next version with a reason, and the first stays to be read.

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AppraisalId, CandidacyId};
use crate::domain::recognition::score::Score;

/// A department's finding on one criterion of one candidacy, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// Its id.
    pub id: AppraisalId,
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// The criterion's code.
    pub criterion: String,
    /// Its version, from 1; the highest is the current one.
    pub version: i32,
    /// Whether the criterion is met.
    pub met: bool,
    /// Points, where the criterion has them.
    pub score: Option<Score>,
    /// A value, where the criterion has one, such as an income.
    pub value: Option<String>,
    /// The department's remark.
    pub note: Option<String>,
    /// Code of the department.
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
