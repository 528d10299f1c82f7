//! The states of a survey, and which moves are lawful.
//!
//! ```text
//!  DRAFT --open--> OPEN --begin_closing or the clock--> CLOSING --close--> CLOSED --verify--> VERIFIED
//!                   |  ^                                                   ^  |
//!                   |  +------- open, with new times -------- RETURNED <---|--+ return_
//!                   +------------------------- close ----------------------+
//! ```
//! CLOSING by the clock is worked out, never stored: a survey stored as OPEN whose `closes_at` has
//! passed is CLOSING. VERIFIED and RETURNED are the Front's findings on a closed survey.

use crate::domain::base::clock::Instant;
use crate::domain::base::terms::terms;

terms! {
    /// Who asks whom.
    SurveyKind {
        /// By the commune's or district's Front: every household (lấy ý kiến).
        Collection = "COLLECTION",
        /// By the provincial Front, on a sample; never added to the first (phúc tra).
        DirectCheck = "DIRECT_CHECK",
    }
}

terms! {
    /// Where a survey stands.
    SurveyState {
        /// Being prepared; takes nothing.
        Draft = "DRAFT",
        /// Takes what is collected in its window.
        Open = "OPEN",
        /// Takes only what was collected before closing began.
        Closing = "CLOSING",
        /// Takes nothing; the result is frozen.
        Closed = "CLOSED",
        /// The Front has verified process and result.
        Verified = "VERIFIED",
        /// The Front has sent it back.
        Returned = "RETURNED",
    }
}

/// A survey's stored state and times, from which all else is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifecycle {
    /// The state as stored.
    pub stored: SurveyState,
    /// The first instant of the window.
    pub opens_at: Instant,
    /// The first instant after the window.
    pub closes_at: Instant,
    /// When closing was begun by hand, or the survey was closed before its time.
    pub closing_began_at: Option<Instant>,
}

/// Why a survey can't be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IllegalMove {
    /// The state doesn't allow the move.
    #[error("not from {0}")]
    NotFrom(SurveyState),
    /// `closes_at` is not after `opens_at`.
    #[error("closes before it opens")]
    ClosesBeforeItOpens,
    /// A returned survey is opened again only with a new time to close.
    #[error("a new time to close is needed")]
    NeedsNewClosing,
    /// The survey has no hamlet to ask in.
    #[error("no hamlet")]
    NoHamlet,
}

impl Lifecycle {
    /// The state at an instant.
    #[must_use]
    pub fn state_at(&self, now: Instant) -> SurveyState {
        match self.stored {
            SurveyState::Open if now >= self.closes_at => SurveyState::Closing,
            stored => stored,
        }
    }

    /// The first instant that is no longer collected in the window.
    #[must_use]
    pub fn window_end(&self) -> Instant {
        self.closing_began_at
            .map_or(self.closes_at, |began| began.min(self.closes_at))
    }

    /// Whether a form collected at that instant lies in the window.
    #[must_use]
    pub fn in_window(&self, collected_at: Instant) -> bool {
        self.opens_at <= collected_at && collected_at < self.window_end()
    }

    /// Whether figures are final for those who may not see them before.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(
            self.stored,
            SurveyState::Closed | SurveyState::Verified | SurveyState::Returned
        )
    }

    /// DRAFT or RETURNED to OPEN.
    ///
    /// The window may lie in the past: forms that were collected on paper or before the system was
    /// there are then taken as late arrivals, since the survey is CLOSING at once.
    ///
    /// # Errors
    /// [`IllegalMove`] from any other state, or where the times don't hold together.
    pub fn open(
        &self,
        opens_at: Option<Instant>,
        closes_at: Option<Instant>,
        now: Instant,
    ) -> Result<Self, IllegalMove> {
        match self.stored {
            SurveyState::Draft => {}
            SurveyState::Returned if closes_at.is_none() => {
                return Err(IllegalMove::NeedsNewClosing);
            }
            SurveyState::Returned => {}
            _ => return Err(IllegalMove::NotFrom(self.state_at(now))),
        }
        let opens_at = opens_at.unwrap_or(self.opens_at);
        let closes_at = closes_at.unwrap_or(self.closes_at);
        if closes_at <= opens_at {
            return Err(IllegalMove::ClosesBeforeItOpens);
        }
        Ok(Self {
            stored: SurveyState::Open,
            opens_at,
            closes_at,
            closing_began_at: None,
        })
    }

    /// OPEN to CLOSING: from now on only what was collected before is taken.
    ///
    /// # Errors
    /// [`IllegalMove`] from any other state.
    pub fn begin_closing(&self, now: Instant) -> Result<Self, IllegalMove> {
        match self.state_at(now) {
            SurveyState::Open => Ok(Self {
                stored: SurveyState::Closing,
                closing_began_at: Some(now),
                ..*self
            }),
            other => Err(IllegalMove::NotFrom(other)),
        }
    }

    /// OPEN or CLOSING to CLOSED, at once.
    ///
    /// # Errors
    /// [`IllegalMove`] from any other state.
    pub fn close(&self, now: Instant) -> Result<Self, IllegalMove> {
        match self.state_at(now) {
            SurveyState::Open | SurveyState::Closing => Ok(Self {
                stored: SurveyState::Closed,
                closing_began_at: Some(self.closing_began_at.unwrap_or(now)),
                ..*self
            }),
            other => Err(IllegalMove::NotFrom(other)),
        }
    }

    /// CLOSED to VERIFIED: the Front has found process and result in order.
    ///
    /// # Errors
    /// [`IllegalMove`] from any other state.
    pub fn verify(&self, now: Instant) -> Result<Self, IllegalMove> {
        self.decided(SurveyState::Verified, now)
    }

    /// CLOSED to RETURNED: the Front has sent it back; [`Lifecycle::open`] takes it up again.
    ///
    /// # Errors
    /// [`IllegalMove`] from any other state.
    pub fn return_(&self, now: Instant) -> Result<Self, IllegalMove> {
        self.decided(SurveyState::Returned, now)
    }

    fn decided(&self, to: SurveyState, now: Instant) -> Result<Self, IllegalMove> {
        match self.state_at(now) {
            SurveyState::Closed => Ok(Self {
                stored: to,
                ..*self
            }),
            other => Err(IllegalMove::NotFrom(other)),
        }
    }
}
