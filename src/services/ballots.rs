//! Ballots of the council: opened with a quorum, cast at a screen, closed.
//!
//! In Vietnamese: bỏ phiếu. Who has voted and what was voted are never linked: a ballot changes one row, which
//! holds the set of those who voted and three numbers, by one statement whose text is the same for every
//! choice. It leaves no line of audit, no time, and no new version of the session
//! (docs/decisions/17-secret-ballot.md).

use super::bell;
use super::candidacies;
use super::council::term_of;
use super::library;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::sessions::{assembly, locked, of_step, saved, seats_of};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::{AgendaItemId, CandidacyId, MemberId, RoundId, SessionId};
use crate::domain::law::regulation::VoteRule;
use crate::domain::recognition::ballot::BallotChoice;
use crate::domain::recognition::session::{BallotMode, CouncilSession, SessionState, SessionStep};
use crate::domain::recognition::vote::{Assembly, quorum};
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::agendas::{self, OnAgenda};
use crate::storage::database::Transaction;
use crate::storage::{ballots, council, rounds, sessions};

/// Opens the ballot: from now on agenda and attendance stand.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] without a quorum, or with nothing to vote on.
pub async fn open(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    version: Option<i64>,
) -> Result<CouncilSession, Refusal> {
    let (tx, session) = locked(office, speaker, id, version).await?;
    let state = session
        .state
        .after(SessionStep::OpenBallot)
        .map_err(of_step)?;
    let items: Vec<AgendaItemId> = agendas::of_sessions(&tx, &[id])
        .await?
        .iter()
        .map(|item| item.id)
        .collect();
    if items.is_empty() {
        return Err(UserFault::at("sessionId", UserFaultCode::EmptyAgenda, "").into());
    }
    let present = assembly(&seats_of(&tx, id).await?);
    check_quorum(rule(office, &tx, session.round).await?.as_ref(), present)?;
    if session.mode == BallotMode::ElectronicSecret {
        ballots::open_boxes(&tx, &items).await?;
    }
    let session = CouncilSession { state, ..session };
    saved(office, speaker, tx, session, "session.open_ballot", &[]).await
}

/// Closes the ballot: from now on none is taken, and it is counted.
///
/// # Errors
/// As [`open`].
pub async fn close(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    version: Option<i64>,
) -> Result<CouncilSession, Refusal> {
    let (tx, session) = locked(office, speaker, id, version).await?;
    let state = session
        .state
        .after(SessionStep::CloseBallot)
        .map_err(of_step)?;
    let session = CouncilSession { state, ..session };
    saved(office, speaker, tx, session, "session.close_ballot", &[]).await
}

/// Whether enough members are there; a regulation without a rule asks for none.
pub(super) fn check_quorum(rule: Option<&VoteRule>, there: Assembly) -> Result<(), UserFault> {
    let held = rule.map(|rule| quorum(rule, there));
    match held {
        Some(held) if held.met() != Some(true) => {
            let about = format!("{}/{}", held.share.count, held.share.base);
            Err(UserFault::at("sessionId", UserFaultCode::NoQuorum, about))
        }
        _ => Ok(()),
    }
}

/// How the council votes on candidacies of a round.
pub(super) async fn rule(
    office: &Office,
    tx: &Transaction,
    round: RoundId,
) -> Result<Option<VoteRule>, Refusal> {
    let round = rounds::find_many(tx, &[round]).await?.pop();
    let round = round.ok_or(Refusal::NotFound)?;
    let rules = library::ruleset(office, round.regulation).await?;
    Ok(rules.composed.vote.clone())
}

/// Casts the speaker's own ballot on a candidacy, at a screen. What it says is not told again.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] where no ballot is open on it, or the speaker is not a
/// member, not present, or has voted.
pub async fn cast(
    office: &Office,
    speaker: Speaker<'_>,
    id: CandidacyId,
    choice: BallotChoice,
) -> Result<(), Refusal> {
    let actor = authority::may_ever(speaker, Action::CastBallot)?;
    let mut found = candidacies::by_ids(office, speaker, &[id]).await?;
    let candidacy = found.remove(&id).ok_or(Refusal::NotFound)?;
    authority::permit(speaker, Action::CastBallot, &candidacy.place)?;
    let tx = office.db.begin_write().await?;
    let on = agendas::of_candidacies(&tx, &[id]).await?;
    let (session, item) = voting(&tx, &on).await?;
    let member = present_member(&tx, actor, &session).await?;
    let held = ballots::boxes(&tx, &[item]).await?.pop();
    let (_, held) = held.ok_or_else(|| fault(UserFaultCode::NoOpenBallot))?;
    let held = held
        .cast(member, choice)
        .map_err(|_| fault(UserFaultCode::AlreadyVoted))?;
    ballots::put(&tx, item, &held).await?;
    bell::session_changed(&office.bell, tx, session.id, &[]).await?;
    Ok(())
}

/// The session that votes on a candidacy now, locked, and the candidacy's item.
async fn voting(
    tx: &Transaction,
    on: &[OnAgenda],
) -> Result<(CouncilSession, AgendaItemId), Refusal> {
    let last = on.last().ok_or_else(|| fault(UserFaultCode::NotOnAgenda))?;
    // Locked before its state is looked at, so that no ballot slips in behind the closing.
    let session = sessions::lock(tx, last.item.session).await?;
    let session = session.ok_or(Refusal::NotFound)?;
    match session.state {
        SessionState::Called | SessionState::Open => {
            return Err(fault(UserFaultCode::NoOpenBallot).into());
        }
        SessionState::Counting | SessionState::Closed | SessionState::Adjourned => {
            return Err(fault(UserFaultCode::BallotClosed).into());
        }
        SessionState::Voting => {}
    }
    if session.mode != BallotMode::ElectronicSecret {
        let mode = session.mode.as_str();
        return Err(UserFault::at("candidacyId", UserFaultCode::NotElectronic, mode).into());
    }
    Ok((session, last.item.id))
}

/// The speaker's seat, where it is taken.
async fn present_member(
    tx: &Transaction,
    actor: &Actor,
    session: &CouncilSession,
) -> Result<MemberId, Refusal> {
    let terms = council::of_province(tx, session.place.area).await?;
    let member = term_of(&terms, actor.account, session.held_on);
    let seats = seats_of(tx, session.id).await?;
    let seat = member.and_then(|member| seats.iter().find(|seat| seat.member == member));
    let seat = seat.ok_or_else(|| fault(UserFaultCode::NotAMember))?;
    if seat.present {
        Ok(seat.member)
    } else {
        Err(fault(UserFaultCode::NotPresent).into())
    }
}

fn fault(code: UserFaultCode) -> UserFault {
    UserFault::at("candidacyId", code, "")
}
