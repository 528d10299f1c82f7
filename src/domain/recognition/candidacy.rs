//! One area, one title, one round: the states of its dossier.
//!
//! In Vietnamese: hồ sơ đề nghị.
//!
//! ```text
//! NOMINATED --> APPRAISING --> READY --> VOTED --> RECOGNISED | REFUSED
//!      \____________\____________\________\--> DEFERRED      (and WITHDRAWN from any before VOTED)
//! ```

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, CandidacyId, RoundId};
use crate::domain::base::terms::terms;
use crate::domain::law::regulation::is_judged_by_criteria;
use crate::domain::law::round::Deliverable;
use crate::domain::law::title::Title;
use crate::domain::place::area::{AreaLevel, CommuneKind, Place};

terms! {
    /// What a candidacy is for.
    CandidacyPurpose {
        /// To be recognised.
        Recognition = "RECOGNITION",
        /// To be looked at again: recognised in 2015 or earlier (notice 05-TB/BCĐ, item 1).
        Reassessment = "REASSESSMENT",
    }
}

terms! {
    /// Where a candidacy stands.
    CandidacyState {
        /// Nominated.
        Nominated = "NOMINATED",
        /// A first appraisal is in, or its survey has opened.
        Appraising = "APPRAISING",
        /// On the agenda of a session.
        Ready = "READY",
        /// The vote is closed.
        Voted = "VOTED",
        /// Recognised by decision.
        Recognised = "RECOGNISED",
        /// Refused by decision.
        Refused = "REFUSED",
        /// Put off to a later round.
        Deferred = "DEFERRED",
        /// Withdrawn.
        Withdrawn = "WITHDRAWN",
    }
}

terms! {
    /// In what order candidacies are listed; ties by district, commune, title and id.
    CandidacyOrder {
        /// By the code of the district, then of the commune.
        AreaCode = "AREA_CODE",
        /// By title.
        Title = "TITLE",
        /// By how far the dossier has come.
        State = "STATE",
        /// By the share of households heard, the lowest first; those without a figure last.
        CoveragePercent = "COVERAGE_PERCENT",
        /// By the share of those satisfied, the lowest first; those without a figure last.
        ApprovalPercent = "APPROVAL_PERCENT",
    }
}

/// A move that the state doesn't allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a candidacy can't go from {from} to {to}")]
pub struct IllegalMove {
    /// The state.
    pub from: CandidacyState,
    /// Where it was to go.
    pub to: CandidacyState,
}

impl CandidacyState {
    /// The state after a move to `to`.
    ///
    /// # Errors
    /// [`IllegalMove`] where the picture above has no such arrow.
    pub const fn to(self, to: Self) -> Result<Self, IllegalMove> {
        use CandidacyState as S;
        let lawful = match to {
            S::Nominated => false,
            S::Appraising => matches!(self, S::Nominated),
            S::Ready => matches!(self, S::Appraising),
            S::Voted => matches!(self, S::Ready),
            S::Recognised | S::Refused => matches!(self, S::Voted),
            S::Deferred => matches!(self, S::Nominated | S::Appraising | S::Ready | S::Voted),
            S::Withdrawn => matches!(self, S::Nominated | S::Appraising | S::Ready),
        };
        if lawful {
            Ok(to)
        } else {
            Err(IllegalMove { from: self, to })
        }
    }

    /// The state once its survey has opened or a first appraisal is in: NOMINATED becomes
    /// APPRAISING, any other stays.
    #[must_use]
    pub const fn once_looked_at(self) -> Self {
        match self {
            Self::Nominated => Self::Appraising,
            other => other,
        }
    }

    /// Whether surveys may still be made and opened for it.
    #[must_use]
    pub const fn is_before_vote(self) -> bool {
        matches!(self, Self::Nominated | Self::Appraising | Self::Ready)
    }

    /// Whether something may still be owed on it: what was withdrawn or put off owes nothing more.
    #[must_use]
    pub const fn still_stands(self) -> bool {
        !matches!(self, Self::Withdrawn | Self::Deferred)
    }
}

/// Whether a unit of this level and kind can hold a title.
///
/// Communes are of the new-rural titles, wards and townships of the civilised-urban one, towns,
/// cities and provinces complete the task (QĐ 2540/QĐ-TTg 2016; QĐ 18/2022/QĐ-TTg).
#[must_use]
pub fn can_hold(title: Title, level: AreaLevel, kind: Option<CommuneKind>) -> bool {
    let urban = matches!(kind, Some(CommuneKind::Township | CommuneKind::Ward));
    match (title, level) {
        (_, AreaLevel::Hamlet) => false,
        (Title::CivilisedUrban, level) => level == AreaLevel::Commune && urban,
        (Title::SubstantiallyComplete, level) => level == AreaLevel::Commune && !urban,
        (Title::TaskComplete, level) => level != AreaLevel::Commune,
        (Title::Standard | Title::Advanced | Title::Model, AreaLevel::Commune) => !urban,
        (Title::Standard | Title::Advanced | Title::Model, _) => true,
    }
}

/// One area, one title, one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidacy {
    /// Its id.
    pub id: CandidacyId,
    /// The round.
    pub round: RoundId,
    /// The area, and what contains it.
    pub place: Place,
    /// The title.
    pub title: Title,
    /// What it is for.
    pub purpose: CandidacyPurpose,
    /// Where it stands.
    pub state: CandidacyState,
    /// Rises with every change.
    pub version: i64,
    /// Made up for a demonstration.
    pub simulated: bool,
    /// When it was nominated.
    pub created_at: Instant,
    /// Its last change since.
    pub changed: Option<LastChange>,
}

impl Candidacy {
    /// Whether this is to come in of it by its round's date, so long as it stands.
    #[must_use]
    pub fn owes(&self, deliverable: Deliverable) -> bool {
        match deliverable {
            Deliverable::ReassessmentReport => self.purpose == CandidacyPurpose::Reassessment,
            Deliverable::CriterionAppraisals => {
                self.purpose == CandidacyPurpose::Recognition
                    && is_judged_by_criteria(self.title, self.place.level)
            }
            Deliverable::DebtStatement
            | Deliverable::FrontReport
            | Deliverable::RecognitionVote => self.purpose == CandidacyPurpose::Recognition,
        }
    }
}

/// When a candidacy was last changed, and by which account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastChange {
    /// When.
    pub at: Instant,
    /// By whom; `None` for the program itself.
    pub by: Option<AccountId>,
}
