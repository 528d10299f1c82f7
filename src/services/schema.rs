//! Brings a database's schema up to date, or back, or says where it stands.

use std::sync::Arc;

use super::documents;
use super::office::Office;
use super::refusal::Refusal;
use crate::domain::base::chance::Chance;
use crate::domain::base::clock::Clock;
use crate::storage::database::Database;
pub use crate::storage::database::{DatabaseOptions, PATIENCE};
use crate::storage::schema;
pub use crate::storage::schema::MigrationState;

/// Every migration in order, and whether the database has it. Changes nothing but that a missing
/// SQLite file is made.
///
/// # Errors
/// Where the database can't be reached or is newer than the program.
pub async fn status(options: &DatabaseOptions) -> Result<Vec<MigrationState>, Refusal> {
    let database = Database::open(options).await?;
    let states = schema::status(&database).await;
    database.close().await?;
    Ok(states?)
}

/// Applies the next `steps` migrations, all of them where left out, and names them. A database that
/// is up to date afterwards holds the regulations and questionnaires that come with the program.
///
/// # Errors
/// As [`status`], and where the database can't be written.
pub async fn up(
    options: &DatabaseOptions,
    steps: Option<u32>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
) -> Result<Vec<String>, Refusal> {
    let database = Database::open(options).await?;
    let applied = schema::up(&database, steps).await?;
    let pending = schema::status(&database)
        .await?
        .iter()
        .any(|state| !state.applied);
    if pending {
        database.close().await?;
        return Ok(applied);
    }
    let office = Office::on(database, clock, chance).await?;
    documents::seed(&office).await?;
    office.close().await?;
    Ok(applied)
}

/// Takes the last `steps` migrations back, with the data of their tables, and names them.
///
/// # Errors
/// As [`up`].
pub async fn down(options: &DatabaseOptions, steps: u32) -> Result<Vec<String>, Refusal> {
    let database = Database::open(options).await?;
    let undone = schema::down(&database, steps).await;
    database.close().await?;
    Ok(undone?)
}
