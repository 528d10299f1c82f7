//! Opens SQLite or PostgreSQL, and begins transactions as each of them needs it.

use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sea_orm::sqlx::Connection;
use sea_orm::sqlx::pool::PoolOptions;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sea_orm::sqlx::{self, AssertSqlSafe, ConnectOptions, Executor as _};
use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel,
    SqliteTransactionMode, SqlxPostgresConnector, SqlxSqliteConnector, TransactionOptions,
    TransactionTrait,
};

use super::fault::StorageFault;

/// How long a database is waited for where nothing is said.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Which database, and how to speak with it.
#[derive(Debug, Clone)]
pub struct DatabaseOptions {
    /// `sqlite:` with a path, or `postgres://`.
    pub url: String,
    /// Connections at the most: to PostgreSQL, or SQLite's readers beside its one writer.
    pub connections: u32,
    /// How long a request waits for a connection or a lock before it is told that the database is busy.
    pub patience: Duration,
    /// Whether migrations hold PostgreSQL's advisory lock; off where a pooler or a cluster has none.
    pub migration_lock: bool,
}

impl DatabaseOptions {
    /// The defaults for a database at this address.
    #[must_use]
    pub fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            connections: 16,
            patience: PATIENCE,
            migration_lock: true,
        }
    }

    /// The defaults for a SQLite file, whatever signs its path holds.
    ///
    /// # Errors
    /// [`StorageFault::BadAddress`] for a path that is not UTF-8.
    pub fn of_file(file: &Path) -> Result<Self, StorageFault> {
        let path = file
            .to_str()
            .ok_or_else(|| StorageFault::BadAddress("the path is not UTF-8".to_owned()))?;
        // These two have a meaning of their own in an address.
        let path = path.replace('%', "%25").replace('?', "%3f");
        Ok(Self::new(&format!("sqlite:{path}")))
    }
}

/// An open database.
///
/// SQLite takes one writer at a time whatever one does, so it has one connection that writes, and readers that
/// can't. On PostgreSQL both are the same pool.
#[derive(Clone)]
pub struct Database {
    write: DatabaseConnection,
    read: DatabaseConnection,
    statements: Arc<AtomicU64>,
    migration_lock: bool,
    on_connect: Script,
}

/// What the connection that writes SQLite runs first, also where it has to be opened again.
type Script = Arc<Mutex<String>>;

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The address holds a password.
        f.debug_struct("Database")
            .field("backend", &self.backend())
            .finish_non_exhaustive()
    }
}

/// A transaction of either database; it is undone where it is not committed.
pub type Transaction = DatabaseTransaction;

/// A connection that was idle for longer is asked whether it still lives before it is used.
const TRUSTED_IDLE: Duration = Duration::from_secs(5);

/// Statements that a connection keeps parsed: the writer's come in some two hundred lengths.
const KEPT_STATEMENTS: usize = 256;

impl Database {
    /// Opens a database; a missing SQLite file is made.
    ///
    /// # Errors
    /// [`StorageFault::BadAddress`], or why the database can't be reached.
    pub async fn open(options: &DatabaseOptions) -> Result<Self, StorageFault> {
        let script = Script::default();
        let (write, read) = if options.url.starts_with("sqlite:") {
            open_sqlite(options, Arc::clone(&script)).await?
        } else if options.url.starts_with("postgres://") || options.url.starts_with("postgresql://")
        {
            open_postgres(options).await?
        } else {
            return Err(StorageFault::BadAddress(
                "neither sqlite: nor postgres://".to_owned(),
            ));
        };
        Ok(Self::counted(write, read, options.migration_lock, script))
    }

    fn counted(
        mut write: DatabaseConnection,
        mut read: DatabaseConnection,
        migration_lock: bool,
        on_connect: Script,
    ) -> Self {
        let statements = Arc::new(AtomicU64::new(0));
        for connection in [&mut write, &mut read] {
            let statements = Arc::clone(&statements);
            connection.set_metric_callback(move |_| {
                statements.fetch_add(1, Ordering::Relaxed);
            });
        }
        Self {
            write,
            read,
            statements,
            migration_lock,
            on_connect,
        }
    }

    /// Which of the two databases this is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }

    /// A connection for single reads.
    #[must_use]
    pub const fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The connection that writes single statements; see also [`Database::begin_write`].
    #[must_use]
    pub const fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// What the connection that writes SQLite is to run first, should it have to be opened again.
    pub(crate) fn on_connect(&self, script: String) {
        *self
            .on_connect
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = script;
    }

    pub(crate) const fn migration_lock(&self) -> bool {
        self.migration_lock
    }

    /// Whether it is SQLite, which takes one writer at a time.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.backend() == DbBackend::Sqlite
    }

    /// Begins a transaction that writes.
    ///
    /// On SQLite it takes the write lock at once (BEGIN IMMEDIATE): a transaction that reads first and then
    /// writes would otherwise be refused when another has written in between.
    ///
    /// # Errors
    /// [`StorageFault::Busy`] or [`StorageFault::Unreachable`].
    pub async fn begin_write(&self) -> Result<DatabaseTransaction, StorageFault> {
        let mode = match self.backend() {
            DbBackend::Sqlite => Some(SqliteTransactionMode::Immediate),
            _ => None,
        };
        let options = TransactionOptions {
            sqlite_transaction_mode: mode,
            ..TransactionOptions::default()
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// Begins a transaction that reads one state of the whole database, however long it takes.
    ///
    /// # Errors
    /// [`StorageFault::Busy`] or [`StorageFault::Unreachable`].
    pub async fn begin_read(&self) -> Result<DatabaseTransaction, StorageFault> {
        let options = match self.backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions::default(),
        };
        Ok(self.read.begin_with_options(options).await?)
    }

    /// How many statements have been run since the database was opened; begin and commit are not counted.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Asks whether the database answers.
    ///
    /// # Errors
    /// Why it doesn't.
    pub async fn ping(&self) -> Result<(), StorageFault> {
        Ok(self.read.ping().await?)
    }

    /// Waits until every connection is given back, then closes them; SQLite's log is folded into its file.
    ///
    /// # Errors
    /// What the driver answers.
    pub async fn close(&self) -> Result<(), StorageFault> {
        self.read.close_by_ref().await?;
        Ok(self.write.close_by_ref().await?)
    }
}

async fn open_sqlite(
    options: &DatabaseOptions,
    script: Script,
) -> Result<(DatabaseConnection, DatabaseConnection), StorageFault> {
    if options.url.contains(":memory:") || options.url.contains("mode=memory") {
        return Err(StorageFault::BadAddress(
            "a SQLite database needs a file".to_owned(),
        ));
    }
    let connect = SqliteConnectOptions::from_str(&options.url)
        .map_err(|error| StorageFault::BadAddress(error.to_string()))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A receipt is a promise: what was committed must outlive a power cut.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(options.patience)
        .statement_cache_capacity(KEPT_STATEMENTS)
        .disable_statement_logging();
    let writer: SqlitePoolOptions = pool(options).min_connections(1).max_connections(1);
    let writer = writer.after_connect(move |connection, _| {
        let script = script
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(async move {
            connection.execute(AssertSqlSafe(script)).await?;
            Ok(())
        })
    });
    let readers: SqlitePoolOptions = pool(options).max_connections(options.connections.max(1));
    let write = writer.connect_with(connect.clone()).await?;
    let read = readers.connect_lazy_with(connect.pragma("query_only", "ON"));
    Ok((
        SqlxSqliteConnector::from_sqlx_sqlite_pool(write),
        SqlxSqliteConnector::from_sqlx_sqlite_pool(read),
    ))
}

async fn open_postgres(
    options: &DatabaseOptions,
) -> Result<(DatabaseConnection, DatabaseConnection), StorageFault> {
    let connect = PgConnectOptions::from_str(&options.url)
        .map_err(|error| StorageFault::BadAddress(error.to_string()))?
        .application_name("longdan")
        .options([("synchronous_commit", "on")])
        .statement_cache_capacity(KEPT_STATEMENTS)
        .disable_statement_logging();
    let pool: PgPoolOptions = pool(options).max_connections(options.connections.max(2));
    let pool = match pool.connect_with(connect.clone()).await {
        // The pool tries until its patience ends, and doesn't say what it waited for.
        Err(sqlx::Error::PoolTimedOut) => {
            connect.connect().await?.close().await?;
            return Err(sqlx::Error::PoolTimedOut.into());
        }
        pool => pool?,
    };
    let connection = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
    Ok((connection.clone(), connection))
}

/// What both pools have in common.
fn pool<DB: sqlx::Database>(options: &DatabaseOptions) -> PoolOptions<DB> {
    PoolOptions::new()
        .acquire_timeout(options.patience)
        .max_lifetime(None)
        .idle_timeout(None)
        .test_before_acquire(false)
        .before_acquire(|connection: &mut DB::Connection, meta| {
            Box::pin(async move {
                if meta.idle_for > TRUSTED_IDLE {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
}
