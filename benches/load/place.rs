//! A database of the benchmark's own, on SQLite or PostgreSQL, gone at the end.

use longdan::storage::database::{Database, DatabaseOptions};
use longdan::storage::schema;
use sea_orm::sqlx::{self, AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _};
use tempfile::TempDir;

use super::outcome::{Outcome, wrong};
use super::processes::{Watched, parent_of};

/// A database for one benchmark alone.
pub struct Place {
    /// How to open it.
    pub options: DatabaseOptions,
    /// What it is: for the report.
    pub name: &'static str,
    /// Its version and what decides about its speed.
    pub settings: String,
    /// Its first process, where it has processes of its own.
    pub watched: Watched,
    server: Option<String>,
    folder: TempDir,
}

impl Place {
    /// A new database: on a PostgreSQL where one is named, else a SQLite file.
    pub async fn make(server: Option<&str>) -> Outcome<Self> {
        match server {
            Some(server) => Self::postgres(server).await,
            None => Self::sqlite().await,
        }
    }

    /// A SQLite file on the disk that the build is on.
    async fn sqlite() -> Outcome<Self> {
        let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?;
        let options = DatabaseOptions::new(&format!("sqlite:{}/load.db", folder.path().display()));
        let database = Database::open(&options).await?;
        schema::up(&database, None).await?;
        let pool = database.write().get_sqlite_connection_pool();
        let version: String = sqlx::query_scalar("SELECT sqlite_version()")
            .fetch_one(pool)
            .await?;
        let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
            .fetch_one(pool)
            .await?;
        database.close().await?;
        if synchronous < 2 {
            return wrong("SQLite is not opened with synchronous = FULL");
        }
        Ok(Self {
            options,
            name: "SQLite",
            settings: format!("SQLite {version}, WAL, synchronous=FULL"),
            watched: Watched::default(),
            server: None,
            folder,
        })
    }

    /// A new database on a PostgreSQL of this machine.
    async fn postgres(server: &str) -> Outcome<Self> {
        let mut connection = PgConnection::connect(server).await?;
        let name = format!("longdan_load_{}", std::process::id());
        let create = format!("CREATE DATABASE {name}");
        connection.execute(AssertSqlSafe(create)).await?;
        let backend: i32 = sqlx::query_scalar("SELECT pg_backend_pid()")
            .fetch_one(&mut connection)
            .await?;
        let postmaster = parent_of(u32::try_from(backend)?)?;
        let settings = settings_of(&mut connection).await?;
        connection.close().await?;
        let (address, query) = server.split_once('?').unwrap_or((server, ""));
        let host = address.rsplit_once('/').map_or(address, |(host, _)| host);
        let options = DatabaseOptions::new(&format!("{host}/{name}?{query}"));
        let database = Database::open(&options).await?;
        schema::up(&database, None).await?;
        database.close().await?;
        Ok(Self {
            options,
            name: "PostgreSQL",
            settings,
            watched: Watched {
                server: None,
                postmaster: Some(postmaster),
            },
            server: Some(server.to_owned()),
            folder: TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?,
        })
    }

    /// A folder for what the server writes.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Whether it is SQLite.
    pub const fn is_sqlite(&self) -> bool {
        self.server.is_none()
    }

    /// Brings the planner's statistics up to date and empties the log, as an old database has it.
    pub async fn settle(&self) -> Outcome<()> {
        let database = Database::open(&self.options).await?;
        if self.is_sqlite() {
            let pool = database.write().get_sqlite_connection_pool();
            pool.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            pool.execute("PRAGMA optimize").await?;
        } else {
            let pool = database.write().get_postgres_connection_pool();
            pool.execute("VACUUM (ANALYZE)").await?;
            pool.execute("CHECKPOINT").await?;
        }
        Ok(database.close().await?)
    }

    /// Rows of the response table.
    pub async fn rows(&self) -> Outcome<i64> {
        let database = Database::open(&self.options).await?;
        let count = "SELECT count(*) FROM response";
        let rows = if self.is_sqlite() {
            let pool = database.read().get_sqlite_connection_pool();
            sqlx::query_scalar(count).fetch_one(pool).await?
        } else {
            let pool = database.read().get_postgres_connection_pool();
            sqlx::query_scalar(count).fetch_one(pool).await?
        };
        database.close().await?;
        Ok(rows)
    }

    /// Removes the database.
    pub async fn remove(self) -> Outcome<()> {
        if let Some(server) = &self.server {
            let mut connection = PgConnection::connect(server).await?;
            let drop = format!(
                "DROP DATABASE longdan_load_{} WITH (FORCE)",
                std::process::id()
            );
            connection.execute(AssertSqlSafe(drop)).await?;
            connection.close().await?;
        }
        Ok(())
    }
}

async fn settings_of(connection: &mut PgConnection) -> Outcome<String> {
    let mut settings = Vec::new();
    for name in [
        "server_version",
        "fsync",
        "synchronous_commit",
        "shared_buffers",
    ] {
        let row = connection
            .fetch_one(AssertSqlSafe(format!("SHOW {name}")))
            .await?;
        settings.push(format!("{name}={}", row.try_get::<String, _>(0)?));
    }
    Ok(format!("PostgreSQL, {}", settings.join(", ")))
}
