//! Puts households on a hamlet's roster and takes them off, each with a reason.

use std::collections::HashSet;

use super::notes::note;
use super::office::{Office, Speaker};
use super::reasons::reason_of;
use super::refusal::{InputFault, Refusal};
use super::user_fault::{UserFault, UserFaultCode};
use crate::domain::base::ids::AreaId;
use crate::domain::base::text::is_code;
use crate::domain::place::area::{Area, AreaLevel};
use crate::domain::survey::roster::{MOST_CHANGED, RosterChange, RosterChangeKind};
use crate::domain::trust::authority::{self, Action};
use crate::storage::database::Transaction;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::{accounts, areas, households, rosters};

/// Changes that are listed at the most.
pub const MOST_LISTED: u64 = 500;

/// What is to change on a roster.
#[derive(Debug, Clone)]
pub struct NewRosterChange {
    /// The hamlet.
    pub hamlet: AreaId,
    /// Codes of households to be put on.
    pub add: Vec<String>,
    /// Codes of households to be taken off.
    pub close: Vec<String>,
    /// Why.
    pub reason: String,
}

/// A change with the name of the account that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterChangeView {
    /// The change.
    pub change: RosterChange,
    /// The account's name.
    pub by: String,
}

/// Changes a hamlet's roster, all of it or nothing; answers the hamlet and its households then.
///
/// What a closed household answered before stays counted; it answers no more.
///
/// # Errors
/// As the rights say; [`Refusal::Faults`] for a code that is malformed, named twice, on the roster
/// already or not on it.
pub async fn change(
    office: &Office,
    speaker: Speaker<'_>,
    new: NewRosterChange,
) -> Result<(Area, i64), Refusal> {
    let actor = authority::may_ever(speaker, Action::RunSurveys)?;
    let tx = office.db.begin_write().await?;
    let hamlet = hamlet(&tx, new.hamlet).await?;
    authority::permit(speaker, Action::RunSurveys, &hamlet.place)?;
    let reason = reason_of(&new.reason)?;
    fits(&tx, &new).await?;
    let now = office.clock.now();
    let mut number = rosters::next_number(&tx, new.hamlet).await?;
    let mut changes = Vec::with_capacity(new.add.len().saturating_add(new.close.len()));
    let added = new.add.iter().map(|code| (code, RosterChangeKind::Added));
    let closed = new
        .close
        .iter()
        .map(|code| (code, RosterChangeKind::Closed));
    for (code, kind) in added.chain(closed) {
        changes.push(RosterChange {
            hamlet: new.hamlet,
            number,
            code: code.clone(),
            kind,
            reason: reason.clone(),
            at: now,
            by: actor.account,
        });
        number = number.saturating_add(1);
    }
    rosters::insert(&tx, &changes).await.map_err(taken)?;
    let put_on: Vec<_> = new
        .add
        .iter()
        .map(|code| (new.hamlet, code.clone()))
        .collect();
    households::insert(&tx, &put_on).await?;
    rosters::take_off(&tx, new.hamlet, &new.close).await?;
    let counts = rosters::counts(&tx, &[new.hamlet]).await?;
    let households = counts.get(&new.hamlet).copied().unwrap_or(0);
    let details = serde_json::json!({
        "hamlet": new.hamlet,
        "added": new.add.len(),
        "closed": new.close.len(),
        "households": households,
    });
    note(office, &tx, speaker, None, "roster.change", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    Ok((hamlet, households))
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::RosterChange) => Refusal::Conflict(None),
        other => other.into(),
    }
}

async fn hamlet(tx: &Transaction, id: AreaId) -> Result<Area, Refusal> {
    let found = areas::find_many(tx, &[id]).await?.pop();
    found
        .filter(|area| area.place.level == AreaLevel::Hamlet)
        .ok_or(Refusal::NotFound)
}

/// Whether the codes can be put on and taken off.
async fn fits(tx: &Transaction, new: &NewRosterChange) -> Result<(), Refusal> {
    let named = || {
        let add = new
            .add
            .iter()
            .enumerate()
            .map(|(at, code)| ("add", at, code));
        add.chain(
            new.close
                .iter()
                .enumerate()
                .map(|(at, code)| ("close", at, code)),
        )
    };
    if !(1..=MOST_CHANGED).contains(&named().count()) {
        return Err(Refusal::BadInput {
            path: vec!["input".to_owned(), "add".to_owned()],
            fault: InputFault::ListLength { most: MOST_CHANGED },
        });
    }
    let homes: Vec<_> = named()
        .map(|(_, _, code)| (new.hamlet, code.as_str()))
        .collect();
    let sound: Vec<_> = homes
        .iter()
        .copied()
        .filter(|(_, code)| is_code(code))
        .collect();
    let listed = households::listed(tx, &sound).await?;
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for (list, position, code) in named() {
        let on_roster = listed.contains(&(new.hamlet, code.clone()));
        let fault = if !is_code(code) {
            UserFaultCode::InvalidText
        } else if !seen.insert(code) {
            UserFaultCode::NamedTwice
        } else if list == "add" && on_roster {
            UserFaultCode::HouseholdOnRoster
        } else if list == "close" && !on_roster {
            UserFaultCode::HouseholdNotOnRoster
        } else {
            continue;
        };
        faults.push(UserFault::at(&format!("{list}.{position}"), fault, code));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Faults(faults))
    }
}

/// The latest changes of a hamlet's roster, the last one first; for the Front of its area.
///
/// # Errors
/// As the rights say; [`Refusal::NotFound`] for a hamlet that isn't there or lies outside.
pub async fn latest(
    office: &Office,
    speaker: Speaker<'_>,
    id: AreaId,
) -> Result<Vec<RosterChangeView>, Refusal> {
    authority::may_ever(speaker, Action::RunSurveys)?;
    let read = office.db.read();
    let found = areas::find_many(read, &[id]).await?.pop();
    let hamlet = found.ok_or(Refusal::NotFound)?;
    authority::permit(speaker, Action::RunSurveys, &hamlet.place)?;
    let changes = rosters::latest(read, id, MOST_LISTED).await?;
    let ids: Vec<_> = changes.iter().map(|change| change.by).collect();
    let names = accounts::names(read, &ids).await?;
    let view = |change: RosterChange| RosterChangeView {
        by: names.get(&change.by).cloned().unwrap_or_default(),
        change,
    };
    Ok(changes.into_iter().map(view).collect())
}
