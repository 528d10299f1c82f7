//! Brings a database's schema up to date, or back, and says where it stands.

use longdan_migration::{MigrationStatus, Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr};

use super::database::Database;
use super::fault::StorageFault;
use super::vouched;

/// A migration, and whether the database has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationState {
    /// Its name, which begins with its date.
    pub name: String,
    /// Whether it has been applied.
    pub applied: bool,
}

/// PostgreSQL's advisory lock that one migrating process holds: any number that nothing else uses.
const MIGRATION_LOCK: i64 = 0x6c6f_6e67_6461_6e31;

/// Every migration in order, and whether the database has it. Changes nothing.
///
/// # Errors
/// [`StorageFault::NewerSchema`] where the database has one that this program doesn't know.
pub async fn status(database: &Database) -> Result<Vec<MigrationState>, StorageFault> {
    states(database.read()).await
}

/// Whether a database has this migration.
///
/// # Errors
/// As [`status`].
pub async fn has(database: &Database, migration: &str) -> Result<bool, StorageFault> {
    let states = status(database).await?;
    Ok(states
        .iter()
        .any(|state| state.applied && state.name == migration))
}

/// Applies the next `steps` migrations, all of them where left out, and names them.
///
/// All in one transaction: a failure leaves the schema as it was. Safe when several processes start at once.
///
/// # Errors
/// As [`status`], and whatever the database answers.
pub async fn up(database: &Database, steps: Option<u32>) -> Result<Vec<String>, StorageFault> {
    let transaction = begin(database).await?;
    let before = states(&transaction).await?;
    if before.iter().any(|state| !state.applied) {
        vouched::unhang(&transaction).await?;
    }
    Migrator::up(&transaction, steps).await?;
    vouched::hang(&transaction).await?;
    let after = states(&transaction).await?;
    transaction.commit().await?;
    Ok(changed(&before, &after))
}

/// Takes the last `steps` migrations back, with the data of their tables, and names them.
///
/// # Errors
/// As [`up`].
pub async fn down(database: &Database, steps: u32) -> Result<Vec<String>, StorageFault> {
    let transaction = begin(database).await?;
    let before = states(&transaction).await?;
    vouched::unhang(&transaction).await?;
    Migrator::down(&transaction, Some(steps)).await?;
    vouched::hang(&transaction).await?;
    let after = states(&transaction).await?;
    transaction.commit().await?;
    let mut names = changed(&before, &after);
    names.reverse();
    Ok(names)
}

/// Brings the schema up to date inside a transaction, after taking everything away where `anew` says so.
pub(crate) async fn prepare(
    transaction: &DatabaseTransaction,
    anew: bool,
) -> Result<(), StorageFault> {
    vouched::unhang(transaction).await?;
    if anew {
        states(transaction).await?;
        Migrator::down(transaction, None).await?;
    }
    Migrator::up(transaction, None).await?;
    vouched::hang(transaction).await
}

/// Begins a transaction that may change the schema; no other process can at the same time.
pub(crate) async fn begin(database: &Database) -> Result<DatabaseTransaction, StorageFault> {
    let transaction = database.begin_write().await?;
    if database.backend() == DbBackend::Postgres && database.migration_lock() {
        let statement = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
        transaction.execute_unprepared(&statement).await?;
    }
    Ok(transaction)
}

/// Every migration in order, and whether the database has it.
pub(crate) async fn states(
    connection: &impl ConnectionTrait,
) -> Result<Vec<MigrationState>, StorageFault> {
    let migrations = Migrator::get_migration_with_status_read_only(connection)
        .await
        .map_err(|error| match error {
            DbErr::Custom(names) => StorageFault::NewerSchema(names),
            other => other.into(),
        })?;
    let state = |migration: &longdan_migration::Migration| MigrationState {
        name: migration.name().to_owned(),
        applied: migration.status() == MigrationStatus::Applied,
    };
    Ok(migrations.iter().map(state).collect())
}

fn changed(before: &[MigrationState], after: &[MigrationState]) -> Vec<String> {
    before
        .iter()
        .zip(after)
        .filter(|(before, after)| before.applied != after.applied)
        .map(|(_, after)| after.name.clone())
        .collect()
}

/// Whether the database has the tables of the audit's chains: one that is to be migrated may not.
///
/// # Errors
/// As [`status`].
pub async fn has_chains(database: &Database) -> Result<bool, StorageFault> {
    let states = status(database).await?;
    Ok(states
        .iter()
        .all(|state| state.applied || !state.name.ends_with(CHAINS)))
}

/// The end of the name of the migration that brought the audit's chains.
const CHAINS: &str = "_audit_chain";
