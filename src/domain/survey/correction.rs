//! Corrections of a count: voids, choices between answers, amendments.
//!
//! In Vietnamese: hiệu chỉnh. Nobody bends a figure unseen: each has a reason and is confirmed by a second
//! account before the survey can be VERIFIED.
//!
//! ```text
//!  a form set aside --KEEP_FIRST--> left aside --TAKE_THIS--> counted; its rival is voided
//!        \---------------------TAKE_THIS--------------------/
//!
//!  a response --amend--> voided; the later answer is counted, and may be amended in its turn
//!
//!  each of them: MADE --confirm, by another account--> CONFIRMED
//!                     \--a later choice about the same form--> SUPERSEDED (also from CONFIRMED)
//! ```

use super::lifecycle::SurveyState;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, ResponseId, SurveyId};
use crate::domain::base::terms::terms;

terms! {
    /// What a correction does.
    CorrectionKind {
        /// Takes a response out of the count (loại phiếu).
        Void = "VOID",
        /// Chooses about a form that was set aside (chọn phiếu).
        Choice = "CHOICE",
        /// Counts a later answer of the same household in place of a response (sửa phiếu).
        Amend = "AMEND",
    }
}

terms! {
    /// What the Front chooses about a form that was set aside.
    ConflictChoice {
        /// What is counted stays; this form stays aside (giữ phiếu đã tính).
        KeepFirst = "KEEP_FIRST",
        /// This form is counted, and the household's counted one is voided (lấy phiếu này).
        TakeThis = "TAKE_THIS",
    }
}

/// A void or a choice, with who made it and who confirmed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The survey.
    pub survey: SurveyId,
    /// Its number within the survey, from 1.
    pub number: i64,
    /// What it does.
    pub kind: CorrectionKind,
    /// The response that was voided or replaced, or the form set aside that was chosen about.
    pub response: ResponseId,
    /// The household's counted response when it was chosen; of an amendment, the answer that counts now.
    pub rival: Option<ResponseId>,
    /// What was chosen; `None` but for a choice.
    pub choice: Option<ConflictChoice>,
    /// Why.
    pub reason: String,
    /// When and by whom it was made.
    pub made: Deed,
    /// When and by whom it was confirmed.
    pub confirmed: Option<Deed>,
    /// The later choice about the same form.
    pub superseded_by: Option<i64>,
}

/// When something was done, and by which account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub at: Instant,
    /// By which account.
    pub by: AccountId,
}

/// Why a correction can't be made or confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionFault {
    /// Nothing is corrected in this state of the survey.
    #[error("not in {0}")]
    NotIn(SurveyState),
    /// The form was chosen already, or the same choice stands.
    #[error("chosen already")]
    AlreadyChosen,
    /// It was confirmed before.
    #[error("confirmed already")]
    AlreadyConfirmed,
    /// A later choice about the same form stands in its place.
    #[error("superseded")]
    Superseded,
    /// Who made it can't confirm it.
    #[error("a second account is needed")]
    SameAccount,
}

/// Whether something may be chosen about a form of which `standing` was chosen before.
///
/// # Errors
/// [`CorrectionFault::NotIn`] before the survey opened and once it is VERIFIED;
/// [`CorrectionFault::AlreadyChosen`] for a form that is counted, and for the choice that stands.
pub fn may_choose(
    state: SurveyState,
    standing: Option<ConflictChoice>,
    wanted: ConflictChoice,
) -> Result<(), CorrectionFault> {
    may_correct(state)?;
    match standing {
        Some(ConflictChoice::TakeThis) => Err(CorrectionFault::AlreadyChosen),
        Some(standing) if standing == wanted => Err(CorrectionFault::AlreadyChosen),
        Some(_) | None => Ok(()),
    }
}

/// Whether a choice that is made in this state is a new frozen result: the old one was shown.
#[must_use]
pub const fn freezes_anew(state: SurveyState) -> bool {
    matches!(state, SurveyState::Closed | SurveyState::Returned)
}

const fn may_correct(state: SurveyState) -> Result<(), CorrectionFault> {
    match state {
        SurveyState::Open | SurveyState::Closing | SurveyState::Closed | SurveyState::Returned => {
            Ok(())
        }
        SurveyState::Draft | SurveyState::Verified => Err(CorrectionFault::NotIn(state)),
    }
}

impl Correction {
    /// Whether it still waits for a second account.
    #[must_use]
    pub const fn is_unconfirmed(&self) -> bool {
        self.confirmed.is_none() && self.superseded_by.is_none()
    }

    /// The correction, confirmed.
    ///
    /// # Errors
    /// [`CorrectionFault`] where it can't be.
    pub fn confirm(self, state: SurveyState, deed: Deed) -> Result<Self, CorrectionFault> {
        may_correct(state)?;
        if self.superseded_by.is_some() {
            return Err(CorrectionFault::Superseded);
        }
        if self.confirmed.is_some() {
            return Err(CorrectionFault::AlreadyConfirmed);
        }
        if self.made.by == deed.by {
            return Err(CorrectionFault::SameAccount);
        }
        Ok(Self {
            confirmed: Some(deed),
            ..self
        })
    }
}

/// How a survey's count was corrected, in numbers (workflow, rule 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CorrectionCounts {
    /// Responses taken out of the count.
    pub voided: i64,
    /// Of these, satisfied by the overall item.
    pub voided_satisfied: i64,
    /// Of these, not satisfied.
    pub voided_not_satisfied: i64,
    /// Of these, of another opinion.
    pub voided_other: i64,
    /// Forms set aside because their household had answered.
    pub in_conflict: i64,
    /// Forms set aside because they came late or from outside the window.
    pub late: i64,
    /// Forms set aside that the Front took.
    pub chosen: i64,
    /// Responses that a later answer took the place of.
    pub amended: i64,
}

impl CorrectionCounts {
    /// Voided responses that answered the overall item.
    #[must_use]
    pub const fn voided_answers(&self) -> i64 {
        self.voided_satisfied
            .saturating_add(self.voided_not_satisfied)
            .saturating_add(self.voided_other)
    }
}
