//! The agenda of a session: what is ready, or has a written reason.
//!
//! In Vietnamese: chương trình phiên họp.

use std::collections::HashMap;

use super::dossiers;
use super::moves;
use super::office::{Office, Speaker};
use super::readiness::{self, Readiness, Standing};
use super::refusal::Refusal;
use super::sessions::{illegal, locked, saved};
use super::user_fault::{UserFault, UserFaultCode};
use super::written;
use crate::domain::base::ids::{AgendaItemId, CandidacyId, SessionId};
use crate::domain::law::check::{CheckStatus, Severity};
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState};
use crate::domain::recognition::session::{AgendaItem, CouncilSession, SessionState};
use crate::domain::trust::actor::Actor;
use crate::storage::agendas::{self, OnAgenda};
use crate::storage::candidacies;
use crate::storage::database::Transaction;
use crate::storage::fault::StorageFault;

/// A candidacy that somebody wants on an agenda.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// Why it goes there though a check does not hold.
    pub reason: Option<String>,
}

/// Puts candidacies on the agenda of a session, behind those that stand there; APPRAISING becomes
/// READY. All of them or none.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a candidacy that is not ready and has no reason, is on
/// another agenda, or has gone too far.
pub async fn put_on(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    wanted: &[Wanted],
    version: Option<i64>,
) -> Result<CouncilSession, Refusal> {
    let actor = speaker.ok_or(Refusal::Unauthenticated)?;
    let readiness = readiness(office, speaker, wanted).await?;
    let (tx, session) = locked(office, speaker, id, version).await?;
    if !session.state.agenda_is_open() {
        return Err(illegal(session.state).into());
    }
    let moved = put_in(office, actor, &tx, &session, wanted, &readiness).await?;
    let moved: Vec<&Candidacy> = moved.iter().collect();
    saved(
        office,
        speaker,
        tx,
        session,
        "session.put_on_agenda",
        &moved,
    )
    .await
}

/// Takes a candidacy off the agenda; the dossier stays READY and may go on another's.
///
/// # Errors
/// As [`put_on`].
pub async fn take_off(
    office: &Office,
    speaker: Speaker<'_>,
    id: SessionId,
    candidacy: CandidacyId,
    version: Option<i64>,
) -> Result<CouncilSession, Refusal> {
    let (tx, session) = locked(office, speaker, id, version).await?;
    if !session.state.agenda_is_open() {
        return Err(illegal(session.state).into());
    }
    let item = agendas::of_sessions(&tx, &[id])
        .await?
        .into_iter()
        .find(|item| item.candidacy == candidacy)
        .ok_or_else(|| UserFault::at("candidacyId", UserFaultCode::NotOnAgenda, ""))?;
    agendas::take_off(&tx, item.id, office.clock.now()).await?;
    let taken = candidacies::find(&tx, candidacy).await?;
    let taken: Vec<&Candidacy> = taken.iter().collect();
    saved(
        office,
        speaker,
        tx,
        session,
        "session.take_off_agenda",
        &taken,
    )
    .await
}

/// How ready the wanted candidacies are, as the speaker may see it.
pub(super) async fn readiness(
    office: &Office,
    speaker: Speaker<'_>,
    wanted: &[Wanted],
) -> Result<HashMap<CandidacyId, Readiness>, Refusal> {
    let ids: Vec<CandidacyId> = wanted.iter().map(|one| one.candidacy).collect();
    let found = candidacies::find_many(office.db.read(), &ids).await?;
    readiness::of(office, speaker, &found).await
}

/// Puts candidacies on the agenda inside a transaction; answers those that are there now.
pub(super) async fn put_in(
    office: &Office,
    actor: &Actor,
    tx: &Transaction,
    session: &CouncilSession,
    wanted: &[Wanted],
    readiness: &HashMap<CandidacyId, Readiness>,
) -> Result<Vec<Candidacy>, Refusal> {
    let ids: Vec<CandidacyId> = wanted.iter().map(|one| one.candidacy).collect();
    let mut found: HashMap<CandidacyId, Candidacy> = candidacies::lock(tx, &ids)
        .await?
        .into_iter()
        .filter(|one| one.round == session.round)
        .map(|one| (one.id, one))
        .collect();
    let agendas = agendas::of_candidacies(tx, &ids).await?;
    let mut last = last_position(tx, session.id).await?;
    let (mut faults, mut put) = (Vec::new(), Vec::new());
    for (position, one) in wanted.iter().enumerate() {
        // The same one a second time is no longer among those found.
        let Some(candidacy) = found.remove(&one.candidacy) else {
            if put
                .iter()
                .any(|(_, put): &(_, Candidacy)| put.id == one.candidacy)
            {
                faults.push(fault_at(
                    position,
                    "candidacyId",
                    UserFaultCode::NamedTwice,
                    "",
                ));
                continue;
            }
            return Err(Refusal::NotFound);
        };
        last = last.saturating_add(1);
        match item(
            office,
            session,
            (position, one),
            &candidacy,
            &agendas,
            readiness,
        ) {
            Ok(new) => put.push((
                AgendaItem {
                    position: last,
                    ..new
                },
                candidacy,
            )),
            Err(Refusal::Faults(more)) => faults.extend(more),
            Err(other) => return Err(other),
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults));
    }
    write(office, actor, tx, put).await
}

async fn write(
    office: &Office,
    actor: &Actor,
    tx: &Transaction,
    put: Vec<(AgendaItem, Candidacy)>,
) -> Result<Vec<Candidacy>, Refusal> {
    let mut moved = Vec::with_capacity(put.len());
    for (item, candidacy) in put {
        agendas::insert(tx, &item, actor.account).await?;
        // What the council will have before it: the dossier as it stands now.
        dossiers::freeze_in(office, actor, tx, &candidacy).await?;
        moved.push(if candidacy.state == CandidacyState::Appraising {
            let ready = CandidacyState::Ready;
            moves::move_in(office, Some(actor), tx, &candidacy, ready, None).await?
        } else {
            candidacy
        });
    }
    Ok(moved)
}

async fn last_position(tx: &Transaction, session: SessionId) -> Result<i32, StorageFault> {
    let items = agendas::of_sessions(tx, &[session]).await?;
    Ok(items.iter().map(|item| item.position).max().unwrap_or(0))
}

/// The item for a candidacy, or why it can't go there.
fn item(
    office: &Office,
    session: &CouncilSession,
    (position, wanted): (usize, &Wanted),
    candidacy: &Candidacy,
    agendas: &[OnAgenda],
    readiness: &HashMap<CandidacyId, Readiness>,
) -> Result<AgendaItem, Refusal> {
    let on: Vec<&OnAgenda> = agendas
        .iter()
        .filter(|on| on.item.candidacy == candidacy.id)
        .collect();
    if on.iter().any(|on| !on.state.is_over()) {
        let code = UserFaultCode::OnAnotherAgenda;
        return Err(fault_at(position, "candidacyId", code, "").into());
    }
    let held_again = candidacy.state == CandidacyState::Voted
        && session.corrects.is_some_and(|corrected| {
            let last = on.iter().rfind(|on| on.state == SessionState::Closed);
            last.is_some_and(|on| on.item.session == corrected)
        });
    let lawful = held_again
        || matches!(
            candidacy.state,
            CandidacyState::Appraising | CandidacyState::Ready
        );
    if !lawful {
        let code = UserFaultCode::IllegalState;
        return Err(fault_at(position, "candidacyId", code, candidacy.state.as_str()).into());
    }
    let failed = if held_again {
        Vec::new()
    } else {
        readiness.get(&candidacy.id).map(failed).unwrap_or_default()
    };
    let field = format!("agenda.{position}.reason");
    let reason = written::optional_reason(&field, wanted.reason.as_deref())?;
    if !failed.is_empty() && reason.is_none() {
        let code = UserFaultCode::NotReady;
        return Err(fault_at(position, "reason", code, &failed.join(", ")).into());
    }
    Ok(AgendaItem {
        id: AgendaItemId(office.chance.id(office.clock.now())?),
        session: session.id,
        candidacy: candidacy.id,
        position: 0,
        failed,
        reason,
        put_at: office.clock.now(),
    })
}

fn fault_at(position: usize, field: &str, code: UserFaultCode, about: &str) -> UserFault {
    UserFault::at(&format!("agenda.{position}.{field}"), code, about)
}

/// Codes of the blocking checks that don't hold.
fn failed(readiness: &Readiness) -> Vec<String> {
    let fails = |check: &&Standing| {
        check.severity() == Severity::Blocking
            && !matches!(check.status(), CheckStatus::Met | CheckStatus::NotRequired)
    };
    readiness.checks.iter().filter(fails).map(code).collect()
}

fn code(check: &Standing) -> String {
    match check {
        Standing::SurveyClosed { .. } => "SURVEY_CLOSED".to_owned(),
        Standing::Minimum(outcome) => outcome.minimum.check_code(),
        Standing::Condition(judged) => judged.condition.code.clone(),
    }
}
