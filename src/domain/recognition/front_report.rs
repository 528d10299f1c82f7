//! The provincial Front's report on some candidacies of a round, under one number.
//!
//! In Vietnamese: báo cáo của Mặt trận Tổ quốc (notice 05-TB/BCĐ, item 11.1).

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AccountId, CandidacyId, FrontReportId, RoundId};
use crate::domain::base::terms::terms;

terms! {
    /// What a report concludes on a candidacy.
    FrontConclusion {
        /// The Front proposes to recognise it.
        Proposed = "PROPOSED",
        /// It proposes it, and says what must be put right.
        ProposedWithRemarks = "PROPOSED_WITH_REMARKS",
        /// It doesn't propose it.
        NotProposed = "NOT_PROPOSED",
    }
}

/// A version of a report. What was wrong is put right by the next version, which says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontReport {
    /// The report's id, the same for all its versions.
    pub id: FrontReportId,
    /// The round.
    pub round: RoundId,
    /// Its number, the same for all its versions.
    pub number: String,
    /// Rises with each version, from 1.
    pub version: i64,
    /// The day that it bears.
    pub reported_on: Day,
    /// Who signed it.
    pub signer: String,
    /// Canonical JSON of its conclusions and figures, as they stood when it was handed in.
    pub content: String,
    /// SHA-256 of `content`, lower-case hexadecimal.
    pub sha256: String,
    /// Why there is a new version; `None` of the first.
    pub reason: Option<String>,
    /// When it was handed in.
    pub submitted_at: Instant,
    /// By which account.
    pub submitted_by: AccountId,
    /// When the coordination office took it in.
    pub received_at: Option<Instant>,
    /// Which account took it in.
    pub received_by: Option<AccountId>,
}

impl FrontReport {
    /// Whether it is a new version that was handed in after an instant.
    #[must_use]
    pub fn is_revised_since(&self, at: Instant) -> bool {
        self.version > 1 && self.submitted_at > at
    }
}

/// What a version of a report concludes on one candidacy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// The conclusion.
    pub conclusion: FrontConclusion,
    /// Its reasons and remarks.
    pub note: Option<String>,
}
