//! A session of the council: its states, what may be done in each, and its agenda.
//!
//! In Vietnamese: phiên họp hội đồng.
//!
//! ```text
//! CALLED --open--> OPEN --open_ballot--> VOTING --close_ballot--> COUNTING --close--> CLOSED
//!    \______________\--adjourn--> ADJOURNED
//! ```
//! The agenda may change while CALLED or OPEN, attendance while OPEN, counts while COUNTING. A vote
//! that must be corrected is held again in a session that names this one; nothing is overwritten.

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{
    AccountId, AgendaItemId, CandidacyId, MemberId, RoundId, SessionId,
};
use crate::domain::base::terms::terms;
use crate::domain::place::area::Place;

terms! {
    /// How the council votes.
    BallotMode {
        /// Papers in envelopes, counted by hand (bỏ phiếu kín bằng giấy).
        PaperSecret = "PAPER_SECRET",
        /// At a screen; who voted and what was voted are never linked (bỏ phiếu kín điện tử).
        ElectronicSecret = "ELECTRONIC_SECRET",
        /// Hands, counted in the room (biểu quyết giơ tay).
        ShowOfHands = "SHOW_OF_HANDS",
    }
}

terms! {
    /// Where a session stands.
    SessionState {
        /// Called; nobody has come yet.
        Called = "CALLED",
        /// Opened; attendance is taken.
        Open = "OPEN",
        /// Ballots are handed out and cast.
        Voting = "VOTING",
        /// The ballot is closed; it is being counted.
        Counting = "COUNTING",
        /// The result stands.
        Closed = "CLOSED",
        /// Ended without a vote.
        Adjourned = "ADJOURNED",
    }
}

terms! {
    /// What moves a session.
    SessionStep {
        /// Takes attendance from now on.
        Open = "OPEN",
        /// Hands out ballots.
        OpenBallot = "OPEN_BALLOT",
        /// Takes no ballot any more.
        CloseBallot = "CLOSE_BALLOT",
        /// Lets the result stand.
        Close = "CLOSE",
        /// Ends it without a vote.
        Adjourn = "ADJOURN",
    }
}

/// A step that the state doesn't allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a session can't {step} from {from}")]
pub struct IllegalStep {
    /// The state.
    pub from: SessionState,
    /// The step.
    pub step: SessionStep,
}

impl SessionState {
    /// The state after a step.
    ///
    /// # Errors
    /// [`IllegalStep`] where the picture above has no such arrow.
    pub const fn after(self, step: SessionStep) -> Result<Self, IllegalStep> {
        match (self, step) {
            (Self::Called, SessionStep::Open) => Ok(Self::Open),
            (Self::Open, SessionStep::OpenBallot) => Ok(Self::Voting),
            (Self::Voting, SessionStep::CloseBallot) => Ok(Self::Counting),
            (Self::Counting, SessionStep::Close) => Ok(Self::Closed),
            (Self::Called | Self::Open, SessionStep::Adjourn) => Ok(Self::Adjourned),
            (from, step) => Err(IllegalStep { from, step }),
        }
    }

    /// Whether candidacies may be put on the agenda and taken off it.
    #[must_use]
    pub const fn agenda_is_open(self) -> bool {
        matches!(self, Self::Called | Self::Open)
    }

    /// Whether the session is over.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Adjourned)
    }

    /// Whether figures of the vote may be shown, to anybody.
    #[must_use]
    pub const fn shows_figures(self) -> bool {
        matches!(self, Self::Closed)
    }
}

/// A session of a province's council on candidacies of one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilSession {
    /// Its id.
    pub id: SessionId,
    /// The round.
    pub round: RoundId,
    /// The province whose council meets.
    pub place: Place,
    /// The day on which it is held.
    pub held_on: Day,
    /// Where.
    pub venue: String,
    /// How it votes.
    pub mode: BallotMode,
    /// Where it stands.
    pub state: SessionState,
    /// The session whose vote it corrects.
    pub corrects: Option<SessionId>,
    /// Why that vote is held again.
    pub correction_reason: Option<String>,
    /// Rises with every change but a ballot.
    pub version: i64,
    /// When it was called.
    pub called_at: Instant,
    /// When it was over.
    pub closed_at: Option<Instant>,
    /// Who changed it last.
    pub changed_by: AccountId,
    /// When it was changed last.
    pub changed_at: Instant,
}

/// A candidacy on an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Its id.
    pub id: AgendaItemId,
    /// The session.
    pub session: SessionId,
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// Its place on the agenda, from 1.
    pub position: i32,
    /// Codes of the blocking checks that did not hold when it was put there.
    pub failed: Vec<String>,
    /// Why it was put there all the same.
    pub reason: Option<String>,
    /// When it was put there.
    pub put_at: Instant,
}

/// A member's seat in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The session.
    pub session: SessionId,
    /// The member's term.
    pub member: MemberId,
    /// Whether the member is there.
    pub present: bool,
}
