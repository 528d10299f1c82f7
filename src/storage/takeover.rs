//! Makes sure that nobody else has a SQLite file open, before it is replaced.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::database::Database;
use super::fault::StorageFault;

/// Folds the log into the file and leaves log mode, which SQLite does only for one who is alone.
///
/// Nothing of it is needed on PostgreSQL.
///
/// # Errors
/// [`StorageFault::Busy`] where another process has the file open.
pub async fn alone(database: &Database) -> Result<(), StorageFault> {
    if !database.is_sqlite() {
        return Ok(());
    }
    let pragma = Statement::from_string(DbBackend::Sqlite, "PRAGMA journal_mode = DELETE");
    database.write().query_one_raw(pragma).await?;
    Ok(())
}
