//! Candidacies put off to a later round, or withdrawn.
//!
//! In Vietnamese: chuyển sang đợt sau, rút đề nghị.

use std::collections::HashMap;

use super::bell;
use super::moves;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use super::user_fault::{UserFault, UserFaultCode};
use super::written;
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::domain::law::round::Round;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState};
use crate::domain::recognition::decision::Deferral;
use crate::domain::trust::actor::Actor;
use crate::domain::trust::authority::{self, Action};
use crate::storage::candidacies::{self, CandidacyQuery};
use crate::storage::database::Transaction;
use crate::storage::within::{Scope, Sight};
use crate::storage::{agendas, areas, decisions, rounds};

/// Where a candidacy goes, and why.
pub(super) struct Later<'a> {
    /// The later round.
    pub round: RoundId,
    /// The field of the input that names it.
    pub field: &'a str,
    /// Why.
    pub reason: &'a str,
}

/// The deferrals that some candidacies come from or lead to: the one put off first, then the one
/// that it came of.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_candidacies(
    office: &Office,
    ids: &[CandidacyId],
) -> Result<HashMap<CandidacyId, Vec<Deferral>>, Refusal> {
    let found = decisions::deferrals(office.db.read(), ids).await?;
    let mut grouped: HashMap<CandidacyId, Vec<Deferral>> = HashMap::new();
    for one in found {
        grouped.entry(one.candidacy).or_default().push(one.clone());
        grouped.entry(one.successor).or_default().push(one);
    }
    Ok(grouped)
}

/// Puts a candidacy off to a later round, in which it is nominated unless it is there already.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a round that is not later, or a state that is too far.
pub async fn defer(
    office: &Office,
    speaker: Speaker<'_>,
    id: CandidacyId,
    round: RoundId,
    reason: &str,
    version: Option<i64>,
) -> Result<Candidacy, Refusal> {
    let (tx, candidacy, actor) =
        move_to(office, speaker, id, CandidacyState::Deferred, version).await?;
    let reason = written::reason("reason", Some(reason))?;
    let later = Later {
        round,
        field: "toRoundId",
        reason: &reason,
    };
    let successor = put_off(office, actor, &tx, &candidacy, &later).await?;
    let details = serde_json::json!({
        "candidacy": id, "successor": successor.id, "toRound": round,
        "before": candidacy.state.as_str(), "after": CandidacyState::Deferred.as_str(),
    });
    note(office, &tx, speaker, None, "candidacy.defer", details).await?;
    let moved = after(&candidacy, CandidacyState::Deferred);
    bell::candidacy_changed(&office.bell, tx, &[&moved, &successor]).await?;
    Ok(moved)
}

/// Withdraws a candidacy before its vote.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a state that is too far, or without a reason.
pub async fn withdraw(
    office: &Office,
    speaker: Speaker<'_>,
    id: CandidacyId,
    reason: &str,
    version: Option<i64>,
) -> Result<Candidacy, Refusal> {
    let (tx, candidacy, _) =
        move_to(office, speaker, id, CandidacyState::Withdrawn, version).await?;
    let reason = written::reason("reason", Some(reason))?;
    let details = serde_json::json!({
        "candidacy": id, "reason": reason,
        "before": candidacy.state.as_str(), "after": CandidacyState::Withdrawn.as_str(),
    });
    note(office, &tx, speaker, None, "candidacy.withdraw", details).await?;
    let moved = after(&candidacy, CandidacyState::Withdrawn);
    bell::candidacy_changed(&office.bell, tx, &[&moved]).await?;
    Ok(moved)
}

fn after(candidacy: &Candidacy, state: CandidacyState) -> Candidacy {
    Candidacy {
        state,
        version: candidacy.version.saturating_add(1),
        ..candidacy.clone()
    }
}

/// Moves a candidacy out of its round, and off an agenda that is not being voted on.
async fn move_to<'a>(
    office: &Office,
    speaker: Speaker<'a>,
    id: CandidacyId,
    state: CandidacyState,
    version: Option<i64>,
) -> Result<(Transaction, Candidacy, &'a Actor), Refusal> {
    let actor = authority::may_ever(speaker, Action::RunRounds)?;
    let tx = office.db.begin_write().await?;
    let candidacy = moves::lock(&tx, id, version).await?;
    authority::permit(speaker, Action::RunRounds, &candidacy.place)?;
    let illegal = || {
        let state = candidacy.state.as_str();
        UserFault::at("candidacyId", UserFaultCode::IllegalState, state)
    };
    candidacy.state.to(state).map_err(|_| illegal())?;
    for on in agendas::of_candidacies(&tx, &[id]).await? {
        if on.state.agenda_is_open() {
            agendas::take_off(&tx, on.item.id, office.clock.now()).await?;
        } else if !on.state.is_over() {
            return Err(illegal().into());
        }
    }
    moves::move_in(office, speaker, &tx, &candidacy, state, None).await?;
    Ok((tx, candidacy, actor))
}

/// Nominates the successor of a candidacy in a later round, or finds it there, and links the two.
pub(super) async fn put_off(
    office: &Office,
    actor: &Actor,
    tx: &Transaction,
    candidacy: &Candidacy,
    later: &Later<'_>,
) -> Result<Candidacy, Refusal> {
    let round = later_round(tx, candidacy, later).await?;
    let successor = match nominated(tx, candidacy, round.id).await? {
        Some(there) => there,
        None => nominate(office, tx, candidacy, &round, later).await?,
    };
    let deferral = Deferral {
        candidacy: candidacy.id,
        successor: successor.id,
        reason: later.reason.to_owned(),
        by: actor.account,
        at: office.clock.now(),
    };
    decisions::defer(tx, &deferral).await?;
    Ok(successor)
}

/// The round, where it is one of the same province and later.
async fn later_round(
    tx: &Transaction,
    candidacy: &Candidacy,
    later: &Later<'_>,
) -> Result<Round, Refusal> {
    let mut found: HashMap<RoundId, Round> = rounds::find_many(tx, &[candidacy.round, later.round])
        .await?
        .into_iter()
        .map(|round| (round.id, round))
        .collect();
    let own = found
        .get(&candidacy.round)
        .cloned()
        .ok_or(Refusal::NotFound)?;
    let round = found.remove(&later.round).ok_or(Refusal::NotFound)?;
    let is_later = (round.year, round.ordinal) > (own.year, own.ordinal);
    if round.province == own.province && is_later {
        return Ok(round);
    }
    let about = format!("{}/{}", round.ordinal, round.year);
    Err(UserFault::at(later.field, UserFaultCode::NotALaterRound, about).into())
}

async fn nominated(
    tx: &Transaction,
    candidacy: &Candidacy,
    round: RoundId,
) -> Result<Option<Candidacy>, Refusal> {
    let query = CandidacyQuery {
        rounds: vec![round],
        area: Some(candidacy.place.area),
        titles: vec![candidacy.title],
        ..CandidacyQuery::all(Sight::within(Scope::Everywhere))
    };
    let there = candidacies::all(tx, &query).await?;
    Ok(there
        .into_iter()
        .find(|one| one.purpose == candidacy.purpose && one.state != CandidacyState::Withdrawn))
}

async fn nominate(
    office: &Office,
    tx: &Transaction,
    candidacy: &Candidacy,
    round: &Round,
    later: &Later<'_>,
) -> Result<Candidacy, Refusal> {
    let area = areas::find_many(tx, &[candidacy.place.area]).await?.pop();
    let area = area.ok_or(Refusal::NotFound)?;
    if !area.exists_on(round.as_of) {
        return Err(UserFault::at(later.field, UserFaultCode::UnknownArea, area.code).into());
    }
    let now = office.clock.now();
    let successor = Candidacy {
        id: CandidacyId(office.chance.id(now)?),
        round: round.id,
        state: CandidacyState::Nominated,
        version: 1,
        created_at: now,
        changed: None,
        ..candidacy.clone()
    };
    candidacies::insert(tx, std::slice::from_ref(&successor)).await?;
    Ok(successor)
}
