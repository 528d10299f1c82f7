//! Sessions of the council: take attendance, and move one step by step.
//!
//! In Vietnamese: phiên họp hội đồng. A session is moved by the coordination office or the chair; what it votes on
//! stands in `agenda.rs`, its ballots in `ballots.rs` and `counts.rs`.

use std::collections::{HashMap, HashSet};

use super::bell;
use super::council::may_run;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::{Changed, Refusal};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::{MemberId, RoundId, SessionId};
use crate::domain::recognition::candidacy::Candidacy;
use crate::domain::recognition::session::{
    CouncilSession, IllegalStep, Seat, SessionState, SessionStep,
};
use crate::domain::recognition::vote::Assembly;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::{accounts, council as terms, sessions};

/// Sessions by id; only what the speaker may read of.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_ids(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[SessionId],
) -> Result<HashMap<SessionId, CouncilSession>, Refusal> {
    let found = sessions::find_many(office.db.read(), ids).await?;
    Ok(found
        .into_iter()
        .filter(|one| authority::permit(speaker, Action::ReadCouncil, &one.place).is_ok())
        .map(|one| (one.id, one))
        .collect())
}

/// The sessions of a round that the speaker may read of, in the order in which they were called.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_round(
    office: &Office,
    speaker: Speaker<'_>,
    round: RoundId,
) -> Result<Vec<CouncilSession>, Refusal> {
    let mut found = sessions::of_round(office.db.read(), round).await?;
    found.retain(|one| authority::permit(speaker, Action::ReadCouncil, &one.place).is_ok());
    Ok(found)
}

/// Opens a session: seats for the members who serve on its day.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] in another state, or where nobody serves on the day;
/// [`Refusal::Conflict`] for a version that is no longer the last.
pub async fn open(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    version: Option<i64>,
) -> Result<CouncilSession, Refusal> {
    let (tx, session) = locked(office, speaker, id, version).await?;
    let state = session.state.after(SessionStep::Open).map_err(of_step)?;
    let mut seats: Vec<Seat> = terms::of_province(&tx, session.place.area)
        .await?
        .into_iter()
        .filter(|term| term.serves_on(session.held_on))
        .map(|term| Seat {
            session: id,
            member: term.id,
            present: false,
        })
        .collect();
    seats.sort_by_key(|seat| seat.member);
    if seats.is_empty() {
        let day = session.held_on.to_string();
        return Err(UserFault::at("sessionId", UserFaultCode::NoCouncil, day).into());
    }
    sessions::insert_seats(&tx, &seats).await?;
    let session = CouncilSession { state, ..session };
    saved(office, speaker, tx, session, "session.open", &[]).await
}

/// Takes attendance: who is named is present, everybody else is not.
///
/// # Errors
/// As [`open`]; [`Refusal::Faults`] for somebody without a seat, or when the ballot has begun.
pub async fn attend(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    present: &[MemberId],
    version: Option<i64>,
) -> Result<CouncilSession, Refusal> {
    let (tx, session) = locked(office, speaker, id, version).await?;
    if session.state != SessionState::Open {
        return Err(illegal(session.state).into());
    }
    let seats: HashSet<MemberId> = seats_of(&tx, id)
        .await?
        .iter()
        .map(|seat| seat.member)
        .collect();
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for (position, member) in present.iter().enumerate() {
        let at = |code| UserFault::at(&format!("present.{position}"), code, "");
        if !seats.contains(member) {
            faults.push(at(UserFaultCode::UnknownMember));
        } else if !seen.insert(*member) {
            faults.push(at(UserFaultCode::NamedTwice));
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    sessions::set_present(&tx, id, present).await?;
    saved(office, speaker, tx, session, "session.attendance", &[]).await
}

/// Ends a session without a vote; what was on its agenda may go on another's.
///
/// # Errors
/// As [`open`].
pub async fn adjourn(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    version: Option<i64>,
) -> Result<CouncilSession, Refusal> {
    let (tx, session) = locked(office, speaker, id, version).await?;
    let state = session.state.after(SessionStep::Adjourn).map_err(of_step)?;
    let session = CouncilSession {
        state,
        closed_at: Some(office.clock.now()),
        ..session
    };
    saved(office, speaker, tx, session, "session.adjourn", &[]).await
}

/// The seats of a session.
pub(super) async fn seats_of(tx: &Transaction, id: SessionId) -> Result<Vec<Seat>, Refusal> {
    Ok(sessions::seats(tx, &[id]).await?)
}

/// Who could vote, by the seats.
#[must_use]
pub(super) fn assembly(seats: &[Seat]) -> Assembly {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Assembly {
        members: number(seats.len()),
        present: number(seats.iter().filter(|seat| seat.present).count()),
    }
}

/// Locks a session that the speaker runs, at the version that the speaker has read.
pub(super) async fn locked(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    version: Option<i64>,
) -> Result<(Transaction, CouncilSession), Refusal> {
    let (tx, session, actor) = locked_to_count(office, speaker, id).await?;
    may_run(office, &tx, actor, &session.place).await?;
    if version.is_some_and(|read| read != session.version) {
        let by = accounts::name_of(&tx, session.changed_by).await?;
        return Err(Refusal::Conflict(by.map(|by| Changed {
            by,
            at: session.changed_at,
        })));
    }
    Ok((tx, session))
}

/// Locks a session of which the speaker may count the ballots.
pub(super) async fn locked_to_count<'a>(
    office: &Office,
    speaker: Speaker<'a>,
    id: SessionId,
) -> Result<(Transaction, CouncilSession, &'a Actor), Refusal> {
    let actor = authority::may_ever(speaker, Action::RunSessions)?;
    let tx = office.db.begin_write().await?;
    let session = sessions::lock(&tx, id).await?.ok_or(Refusal::NotFound)?;
    authority::permit(speaker, Action::RunSessions, &session.place)?;
    Ok((tx, session, actor))
}

/// Writes a session down under its next version, with its line of audit, and rings.
pub(super) async fn saved(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    session: CouncilSession,
    action: &'static str,
    moved: &[&Candidacy],
) -> Result<CouncilSession, Refusal> {
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let session = CouncilSession {
        version: session.version.saturating_add(1),
        changed_by: actor.account,
        changed_at: office.clock.now(),
        ..session
    };
    sessions::update(&tx, &session).await?;
    let seats = seats_of(&tx, session.id).await?;
    let assembly = assembly(&seats);
    let details = serde_json::json!({
        "session": session.id, "state": session.state.as_str(), "version": session.version,
        "members": assembly.members, "present": assembly.present,
        "candidacies": moved.iter().map(|one| one.id).collect::<Vec<_>>(),
    });
    note(office, &tx, speaker, None, action, details).await?;
    bell::session_changed(&office.bell, tx, session.id, moved).await?;
    Ok(session)
}

/// An unlawful step as the user's fault.
pub(super) fn of_step(step: IllegalStep) -> UserFault {
    illegal(step.from)
}

/// A state in which what was asked can't be done.
pub(super) fn illegal(state: SessionState) -> UserFault {
    UserFault::at("sessionId", UserFaultCode::IllegalState, state.as_str())
}
