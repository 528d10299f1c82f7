//! Judges one submitted form: counted, a repeat, set aside, or refused, and why.
//!
//! Each response is judged alone and gets the first code that applies, in the order of
//! [`RejectionCode`] as the API's rules give it.

use super::lifecycle::{Lifecycle, SurveyState};
use super::questionnaire::{Layout, Questionnaire};
use super::response::Draft;
use super::sheet::{Sheet, SheetFault, texts_are_valid};
use super::submission::{Digest, canonical_text};
use crate::domain::base::clock::Instant;
use crate::domain::base::terms::terms;

/// How far ahead of the server's clock a form may say that it was collected.
pub const CLOCK_TOLERANCE_MINUTES: i64 = 10;

terms! {
    /// Why a response was not counted.
    RejectionCode {
        /// Not a hamlet of this survey.
        UnknownHamlet = "UNKNOWN_HAMLET",
        /// Not a hamlet of this account.
        HamletNotAssigned = "HAMLET_NOT_ASSIGNED",
        /// The hamlet's paper is counted by hand: a count record stands for all its forms.
        HamletCountedByHand = "HAMLET_COUNTED_BY_HAND",
        /// Same id, other content.
        IdReused = "ID_REUSED",
        /// The survey takes nothing now.
        SurveyNotOpen = "SURVEY_NOT_OPEN",
        /// Collected before the window, after it, or ahead of the clock.
        CollectedOutsideWindow = "COLLECTED_OUTSIDE_WINDOW",
        /// Too long, with control characters, or a malformed household code.
        InvalidText = "INVALID_TEXT",
        /// Not a household of the hamlet's roster.
        UnknownHousehold = "UNKNOWN_HOUSEHOLD",
        /// Not an item of the form.
        UnknownItem = "UNKNOWN_ITEM",
        /// The same item twice.
        ItemAnsweredTwice = "ITEM_ANSWERED_TWICE",
        /// Not a choice of the item.
        UnknownChoice = "UNKNOWN_CHOICE",
        /// A required item without an answer.
        RequiredItemMissing = "REQUIRED_ITEM_MISSING",
        /// The household has a counted response.
        HouseholdAlreadyAnswered = "HOUSEHOLD_ALREADY_ANSWERED",
    }
}

impl RejectionCode {
    /// Whether the same response may be taken later, when what the code says has been put right.
    #[must_use]
    pub const fn may_be_retried(self) -> bool {
        matches!(
            self,
            Self::UnknownHamlet | Self::HamletNotAssigned | Self::UnknownHousehold
        )
    }
}

impl From<SheetFault> for RejectionCode {
    fn from(fault: SheetFault) -> Self {
        match fault {
            SheetFault::UnknownItem => Self::UnknownItem,
            SheetFault::ItemAnsweredTwice => Self::ItemAnsweredTwice,
            SheetFault::UnknownChoice => Self::UnknownChoice,
            SheetFault::RequiredItemMissing => Self::RequiredItemMissing,
        }
    }
}

/// What is held under a response's id in this survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Fingerprint of the content that is held; `None` once the link is dropped, when the id alone tells.
    pub fingerprint: Option<Digest>,
    /// Why it was set aside; `None` where it was accepted, voided since or not.
    pub set_aside: Option<RejectionCode>,
}

/// What the hamlet and the household bring to the judging.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HamletStanding {
    /// Not a hamlet of this survey.
    Unknown,
    /// A hamlet of this survey that the account doesn't collect in.
    NotAssigned,
    /// The account collects here, where a count record takes the place of single responses.
    CountedByHand,
    /// The account collects here.
    Assigned,
}

/// All that decides about one form and lies outside it, read in the same transaction.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// The survey's state and times.
    pub survey: &'a Lifecycle,
    /// The present instant.
    pub now: Instant,
    /// Where the form's hamlet stands.
    pub hamlet: HamletStanding,
    /// What is held under its id.
    pub held: Option<Held>,
    /// False where the hamlet keeps a roster and the household is not on it.
    pub household_known: bool,
    /// Whether the household has a counted response.
    pub household_answered: bool,
}

/// A form looked at before the transaction: what can be said of it without the database.
#[derive(Debug, Clone)]
pub struct Examined {
    /// The form, its texts in canonical form.
    pub draft: Draft,
    /// Fingerprint of its content.
    pub fingerprint: Digest,
    /// Its answers as checked; of a spoilt form they are not judged.
    pub sheet: Result<Sheet, SheetFault>,
    /// Whether its texts can be stored.
    pub texts_valid: bool,
}

impl Examined {
    /// Looks at a form; `fingerprint` is that of its content.
    #[must_use]
    pub fn new(
        mut draft: Draft,
        fingerprint: Digest,
        form: &Questionnaire,
        layout: &Layout,
    ) -> Self {
        draft.comment = canonical_text(draft.comment.as_deref());
        for answer in &mut draft.answers {
            answer.reason = canonical_text(answer.reason.as_deref());
        }
        let sheet = if draft.spoilt {
            Ok(Sheet::default())
        } else {
            Sheet::check(form, layout, &draft.answers)
        };
        let texts_valid = texts_are_valid(&draft);
        Self {
            draft,
            fingerprint,
            sheet,
            texts_valid,
        }
    }
}

/// The judgement on one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// Count it.
    Accept,
    /// It was accepted before: nothing changes.
    Duplicate,
    /// It was set aside before, with this code: the first receipt again.
    SetAsideBefore(RejectionCode),
    /// Store it whole, count it nowhere, until the Front decides.
    SetAside(RejectionCode),
    /// Nothing is stored.
    Refuse {
        /// Why.
        code: RejectionCode,
        /// Whether the same response may be taken later.
        retry: bool,
    },
}

/// Judges one form.
#[must_use]
pub fn judge(form: &Examined, around: &Circumstances<'_>) -> Judgement {
    judge_at(form, form.draft.collected_at, around)
}

/// Judges one form of a phone whose clock was wrong: `collected_at` is the corrected time.
#[must_use]
pub fn judge_at(form: &Examined, collected_at: Instant, around: &Circumstances<'_>) -> Judgement {
    refused_by_hamlet(around)
        .or_else(|| repeated(form, around))
        .or_else(|| refused_by_time(form, collected_at, around))
        .or_else(|| refused_by_content(form, around))
        .or_else(|| {
            let taken = RejectionCode::HouseholdAlreadyAnswered;
            around
                .household_answered
                .then_some(Judgement::SetAside(taken))
        })
        .unwrap_or(Judgement::Accept)
}

/// Judges a form that the Front chose among those set aside, by what was not looked at then: the
/// choice settles time and household.
///
/// # Errors
/// The first code that applies.
pub fn judge_chosen(form: &Examined, household_known: bool) -> Result<&Sheet, RejectionCode> {
    if !form.texts_valid {
        return Err(RejectionCode::InvalidText);
    }
    if !household_known {
        return Err(RejectionCode::UnknownHousehold);
    }
    form.sheet.as_ref().map_err(|fault| (*fault).into())
}

/// Judges a form that takes the place of an earlier one of the same household, which settles hamlet and
/// household.
///
/// # Errors
/// The first code that applies.
pub fn judge_amended<'a>(
    form: &'a Examined,
    survey: &Lifecycle,
    now: Instant,
) -> Result<&'a Sheet, RejectionCode> {
    let collected_at = form.draft.collected_at;
    if !survey.in_window(collected_at) || is_ahead_of(now, collected_at) {
        return Err(RejectionCode::CollectedOutsideWindow);
    }
    judge_chosen(form, true)
}

fn refused_by_hamlet(around: &Circumstances<'_>) -> Option<Judgement> {
    match around.hamlet {
        HamletStanding::Unknown => Some(refuse(RejectionCode::UnknownHamlet)),
        HamletStanding::NotAssigned => Some(refuse(RejectionCode::HamletNotAssigned)),
        // Until the survey opens the hamlet's mode may change, so the response is to come again.
        HamletStanding::CountedByHand if around.survey.stored == SurveyState::Draft => None,
        HamletStanding::CountedByHand => Some(refuse(RejectionCode::HamletCountedByHand)),
        HamletStanding::Assigned => None,
    }
}

fn repeated(form: &Examined, around: &Circumstances<'_>) -> Option<Judgement> {
    let held = around.held?;
    Some(match held.set_aside {
        _ if held
            .fingerprint
            .is_some_and(|kept| kept != form.fingerprint) =>
        {
            refuse(RejectionCode::IdReused)
        }
        None => Judgement::Duplicate,
        Some(code) => Judgement::SetAsideBefore(code),
    })
}

fn refused_by_time(
    form: &Examined,
    collected_at: Instant,
    around: &Circumstances<'_>,
) -> Option<Judgement> {
    let in_window = around.survey.in_window(collected_at) && !is_ahead_of(around.now, collected_at);
    let code = match around.survey.state_at(around.now) {
        SurveyState::Draft => {
            return Some(Judgement::Refuse {
                code: RejectionCode::SurveyNotOpen,
                retry: true,
            });
        }
        SurveyState::Open | SurveyState::Closing if in_window => return None,
        SurveyState::Open | SurveyState::Closing => RejectionCode::CollectedOutsideWindow,
        SurveyState::Closed | SurveyState::Verified | SurveyState::Returned => {
            RejectionCode::SurveyNotOpen
        }
    };
    let worth_keeping = in_window || code == RejectionCode::CollectedOutsideWindow;
    Some(if worth_keeping && form.texts_valid {
        Judgement::SetAside(code)
    } else {
        refuse(code)
    })
}

fn refused_by_content(form: &Examined, around: &Circumstances<'_>) -> Option<Judgement> {
    if !form.texts_valid {
        return Some(refuse(RejectionCode::InvalidText));
    }
    if !around.household_known {
        return Some(refuse(RejectionCode::UnknownHousehold));
    }
    form.sheet
        .as_ref()
        .err()
        .map(|fault| refuse((*fault).into()))
}

fn is_ahead_of(now: Instant, collected_at: Instant) -> bool {
    collected_at.signed_duration_since(now) > chrono::TimeDelta::minutes(CLOCK_TOLERANCE_MINUTES)
}

const fn refuse(code: RejectionCode) -> Judgement {
    Judgement::Refuse {
        code,
        retry: code.may_be_retried(),
    }
}
