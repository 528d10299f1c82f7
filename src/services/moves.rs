//! The one way in which a dossier changes: locked, held to its version.
//!
//! Whoever changes anything of a dossier (a part of it, or where it stands) takes the candidacy's
//! lock first and lets its version rise in the same transaction. So somebody who read version 7
//! and acts on it hears of a change in between as CONFLICT, with who and when.

use super::bell;
use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::{Changed, Refusal};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::CandidacyId;
use crate::domain::recognition::candidacy::{Candidacy, CandidacyState, LastChange};
use crate::storage::database::Transaction;
use crate::storage::{accounts, candidacies};

/// Locks a candidacy; `expected` is the version that the speaker has read, where it says one.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::Conflict`] where another version is current.
pub(super) async fn lock(
    tx: &Transaction,
    id: CandidacyId,
    expected: Option<i64>,
) -> Result<Candidacy, Refusal> {
    let found = candidacies::lock(tx, &[id]).await?.pop();
    let candidacy = found.ok_or(Refusal::NotFound)?;
    hold(tx, &candidacy, expected).await?;
    Ok(candidacy)
}

/// Holds a locked candidacy to the version that the speaker has read.
///
/// # Errors
/// [`Refusal::Conflict`] with who changed it and when.
pub(super) async fn hold(
    tx: &Transaction,
    candidacy: &Candidacy,
    expected: Option<i64>,
) -> Result<(), Refusal> {
    if expected.is_none_or(|version| version == candidacy.version) {
        return Ok(());
    }
    let Some(LastChange { at, by }) = candidacy.changed else {
        return Err(Refusal::Conflict(None));
    };
    let by = match by {
        Some(account) => accounts::name_of(tx, account).await?.unwrap_or_default(),
        None => String::new(),
    };
    Err(Refusal::Conflict(Some(Changed { by, at })))
}

/// Moves a locked candidacy to another state, unless it has changed since `expected`.
///
/// # Errors
/// [`Refusal::Conflict`]; [`Refusal::Faults`] with `ILLEGAL_STATE` for a move that the states
/// don't allow.
pub(super) async fn move_in(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    candidacy: &Candidacy,
    to: CandidacyState,
    expected: Option<i64>,
) -> Result<Candidacy, Refusal> {
    hold(tx, candidacy, expected).await?;
    let to = candidacy.state.to(to).map_err(|fault| {
        UserFault::at(
            "candidacyId",
            UserFaultCode::IllegalState,
            fault.from.as_str(),
        )
    })?;
    let change = by(office, speaker);
    candidacies::change(tx, &[candidacy.id], Some(to), change).await?;
    Ok(changed(candidacy, to, change))
}

/// Ends what wrote a part into locked dossiers: their versions rise, the audit gets its line, and who
/// follows them is told once it is committed.
///
/// # Errors
/// Where the database can't be written; then nothing was changed.
pub(super) async fn written(
    office: &Office,
    speaker: Speaker<'_>,
    tx: Transaction,
    locked: &[Candidacy],
    action: &'static str,
    details: serde_json::Value,
) -> Result<(), Refusal> {
    let moved = touch(office, speaker, &tx, locked).await?;
    note(office, &tx, speaker, None, action, details).await?;
    let moved: Vec<&Candidacy> = moved.iter().collect();
    Ok(bell::candidacy_changed(&office.bell, tx, &moved).await?)
}

/// Lets the versions rise: what was only nominated is looked at from now on, all else stays where it
/// stands.
async fn touch(
    office: &Office,
    speaker: Speaker<'_>,
    tx: &Transaction,
    locked: &[Candidacy],
) -> Result<Vec<Candidacy>, Refusal> {
    let change = by(office, speaker);
    let is_first = |one: &&Candidacy| one.state.once_looked_at() != one.state;
    let ids = |first: bool| -> Vec<CandidacyId> {
        let wanted = locked.iter().filter(|one| is_first(one) == first);
        wanted.map(|one| one.id).collect()
    };
    candidacies::change(tx, &ids(true), Some(CandidacyState::Appraising), change).await?;
    candidacies::change(tx, &ids(false), None, change).await?;
    let touched = locked.iter();
    Ok(touched
        .map(|one| changed(one, one.state.once_looked_at(), change))
        .collect())
}

/// Notes a fault where the candidacy's dossier can't be changed any more.
pub(super) fn refuse_after_vote(candidacy: &Candidacy, faults: &mut Vec<UserFault>) {
    if !candidacy.state.is_before_vote() {
        let (code, state) = (UserFaultCode::IllegalState, candidacy.state.as_str());
        faults.push(UserFault::at("candidacyId", code, state));
    }
}

fn by(office: &Office, speaker: Speaker<'_>) -> LastChange {
    LastChange {
        at: office.clock.now(),
        by: speaker.map(|actor| actor.account),
    }
}

fn changed(candidacy: &Candidacy, state: CandidacyState, change: LastChange) -> Candidacy {
    Candidacy {
        state,
        version: candidacy.version.saturating_add(1),
        changed: Some(change),
        ..candidacy.clone()
    }
}
