//! Calls a session of the council, with what is on its agenda.
//!
//! In Vietnamese: triệu tập phiên họp hội đồng.

use super::agenda::{self, Wanted};
use super::bell;
use super::council::may_run;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::written::{self, LONGEST_NAME};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{RoundId, SessionId};
use crate::domain::place::area::Place;
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::session::{BallotMode, CouncilSession, SessionState};
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::{areas, rounds, sessions};

/// A session to be called.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The round.
    pub round: RoundId,
    /// The day on which it is held.
    pub held_on: Day,
    /// Where.
    pub venue: String,
    /// How it votes.
    pub mode: BallotMode,
    /// What goes on its agenda.
    pub agenda: Vec<Wanted>,
    /// The session whose vote it corrects.
    pub corrects: Option<SessionId>,
    /// Why that vote is held again.
    pub correction_reason: Option<String>,
}

/// Calls a session.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for what the user can put right.
pub async fn call(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewSession,
) -> Result<CouncilSession, Refusal> {
    let actor = authority::may_ever(speaker, Action::RunSessions)?;
    let venue = written::text("venue", &new.venue, LONGEST_NAME)?;
    let readiness = agenda::readiness(office, speaker, &new.agenda).await?;
    let tx = office.db.begin_write().await?;
    let province = province_of(&tx, new.round).await?;
    authority::permit(speaker, Action::RunSessions, &province)?;
    may_run(office, &tx, actor, &province).await?;
    let correction_reason = correction(&tx, &new).await?;
    let now = office.clock.now();
    let session = CouncilSession {
        id: SessionId(office.chance.id(now)?),
        round: new.round,
        place: province,
        held_on: new.held_on,
        venue,
        mode: new.mode,
        state: SessionState::Called,
        corrects: new.corrects,
        correction_reason,
        version: 1,
        called_at: now,
        closed_at: None,
        changed_by: actor.account,
        changed_at: now,
    };
    sessions::insert(&tx, &session).await?;
    let moved = agenda::put_in(office, actor, &tx, &session, &new.agenda, &readiness).await?;
    let details = serde_json::json!({
        "session": session.id, "round": session.round, "heldOn": session.held_on,
        "mode": session.mode.as_str(), "corrects": session.corrects,
        "agenda": new.agenda.iter().map(|one| one.candidacy).collect::<Vec<_>>(),
    });
    note(office, &tx, speaker, None, "session.call", details).await?;
    let moved: Vec<&Candidacy> = moved.iter().collect();
    bell::session_changed(&office.bell, tx, session.id, &moved).await?;
    Ok(session)
}

/// Where the round's province lies.
async fn province_of(tx: &Transaction, round: RoundId) -> Result<Place, Refusal> {
    let round = rounds::find_many(tx, &[round]).await?.pop();
    let round = round.ok_or(Refusal::NotFound)?;
    let province = areas::find_many(tx, &[round.province]).await?.pop();
    province.map(|area| area.place).ok_or(Refusal::NotFound)
}

/// Why a vote is held again: only a closed one of the same round can be.
async fn correction(tx: &Transaction, new: &NewSession) -> Result<Option<String>, Refusal> {
    let Some(old) = new.corrects else {
        return Ok(None);
    };
    let old = sessions::find_many(tx, &[old]).await?.pop();
    let old = old.ok_or(Refusal::NotFound)?;
    if old.round != new.round || old.state != SessionState::Closed {
        let state = old.state.as_str();
        return Err(UserFault::at("corrects", UserFaultCode::NotACorrection, state).into());
    }
    let reason = written::reason("correctionReason", new.correction_reason.as_deref())?;
    Ok(Some(reason))
}
