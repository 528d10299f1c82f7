//! From settings to an open office, with the true clock and true chance.

use std::sync::Arc;

use super::failure::Failure;
use super::session::Session;
use super::settings::Settings;
use crate::domain::base::chance::{Chance, SystemChance};
use crate::domain::base::clock::{Clock, SystemClock};
use crate::services::office::{Office, SharedOffice};
use crate::services::schema::{self, DatabaseOptions};
use crate::words::program::Notice;

/// The true clock.
#[must_use]
pub fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

/// True chance.
#[must_use]
pub fn chance() -> Arc<dyn Chance> {
    Arc::new(SystemChance)
}

/// How the settings say to open the database.
#[must_use]
pub fn database(settings: &Settings) -> DatabaseOptions {
    let mut options = DatabaseOptions::new(&settings.database_url);
    options.connections = settings.connections;
    options.patience = settings.database_patience;
    options.migration_lock = settings.migration_lock;
    options
}

/// An office on the database of the settings.
///
/// # Errors
/// Where it can't be reached, or is not migrated.
pub async fn office(session: &Session) -> Result<SharedOffice, Failure> {
    let options = database(&session.settings);
    migrated(&options).await?;
    Ok(Office::open(&options, clock(), chance())
        .await
        .map_err(Notice::from)?)
}

/// Holds that a database has every migration.
///
/// # Errors
/// [`Notice::NotMigrated`], or why it can't be told.
pub async fn migrated(options: &DatabaseOptions) -> Result<(), Failure> {
    let states = schema::status(options).await.map_err(Notice::from)?;
    match states.iter().filter(|state| !state.applied).count() {
        0 => Ok(()),
        pending => Err(Notice::NotMigrated(pending).into()),
    }
}

/// Does something in an office on the database of the settings, and closes it.
///
/// # Errors
/// As [`office`], and what the work says.
pub async fn within<T>(
    session: &Session,
    work: impl AsyncFnOnce(&SharedOffice) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let office = office(session).await?;
    let done = work(&office).await;
    let closed = office.close().await.map_err(Failure::from);
    done.and_then(|done| closed.map(|()| done))
}
