//! Looks at a database as an operator would: reachable, migrated, writable.

use super::breaches::LONGEST;
use super::refusal::Refusal;
use crate::storage::database::{Database, DatabaseOptions};
use crate::storage::fault::StorageFault;
use crate::storage::{accounts, areas, breaches, schema};

use crate::domain::base::clock::Instant;
use crate::domain::place::area::AreaLevel;
use crate::domain::trust::breach::BreachStanding;

/// What was found, as far as it could be looked.
#[derive(Debug, Default)]
pub struct Examination {
    /// Why the database can't be reached; nothing else is known then.
    pub unreachable: Option<Refusal>,
    /// Migrations that the database has.
    pub applied: usize,
    /// Migrations that it lacks.
    pub pending: usize,
    /// Migrations that it has and this program doesn't know.
    pub newer: Option<String>,
    /// Why it takes no change.
    pub unwritable: Option<Refusal>,
    /// What it holds; `None` where it is not migrated.
    pub content: Option<Content>,
}

/// What a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// Provinces.
    pub provinces: usize,
    /// Tokens in force.
    pub tokens: usize,
    /// Breaches that the authority was not told of: within their hours, and over them.
    pub breaches: (usize, usize),
}

/// Examines a database. Changes nothing but that a missing SQLite file is made.
pub async fn examine(options: &DatabaseOptions, now: Instant) -> Examination {
    let mut found = Examination::default();
    match Database::open(options).await {
        Err(fault) => found.unreachable = Some(fault.into()),
        Ok(database) => {
            if let Err(fault) = look(&database, now, &mut found).await {
                found.unreachable = Some(fault.into());
            }
            // What was found stands, however the connection ends.
            drop(database.close().await);
        }
    }
    found
}

async fn look(
    database: &Database,
    now: Instant,
    found: &mut Examination,
) -> Result<(), StorageFault> {
    match schema::status(database).await {
        Ok(states) => {
            found.applied = states.iter().filter(|state| state.applied).count();
            found.pending = states.len().saturating_sub(found.applied);
        }
        Err(StorageFault::NewerSchema(names)) => found.newer = Some(names),
        Err(other) => return Err(other),
    }
    found.unwritable = writable(database).await.err().map(Refusal::from);
    if found.pending == 0 && found.newer.is_none() {
        let read = database.read();
        let in_force = |ends: Option<Instant>| ends.is_none_or(|ends| ends > now);
        let tokens = accounts::tokens(read).await?;
        let tokens = tokens.iter().map(|(_, token)| token);
        let open = breaches::all(read, true, LONGEST).await?;
        let over = open
            .iter()
            .filter(|one| one.standing(now) == BreachStanding::Overdue);
        let over = over.count();
        found.content = Some(Content {
            breaches: (open.len().saturating_sub(over), over),
            provinces: areas::of_level(read, AreaLevel::Province, None)
                .await?
                .len(),
            tokens: tokens
                .filter(|token| token.revoked_at.is_none() && in_force(token.expires_at))
                .count(),
        });
    }
    Ok(())
}

/// Whether the database takes a change; nothing is changed.
async fn writable(database: &Database) -> Result<(), StorageFault> {
    let tx = database.begin_write().await?;
    Ok(tx.rollback().await?)
}
