//! A database of its own for each test, on SQLite and on PostgreSQL.
//!
//! PostgreSQL is used where `LONGDAN_TEST_POSTGRES_URL` names a server on which databases may be made;
//! without it that half is skipped and says so, or fails where `LONGDAN_REQUIRE_POSTGRES=1`.

use std::io::Write as _;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::FutureExt as _;
use longdan::storage::database::{Database, DatabaseOptions};
use longdan::storage::schema;
use sea_orm::sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tempfile::TempDir;
use tokio::sync::{Mutex, OnceCell};

/// A fresh database, migrated, for one test alone.
pub struct Fresh {
    /// The open database.
    pub db: Database,
    /// How it was opened, to open it again as another process would.
    pub options: DatabaseOptions,
    /// A folder of the test's own.
    pub folder: PathBuf,
}

/// Runs something on a copy of a database that is closed.
pub async fn on_copy(of: &DatabaseOptions, work: impl AsyncFnOnce(Database)) {
    let name = new_name();
    let (options, server) = match (of.url.strip_prefix("sqlite:"), postgres_server()) {
        (Some(file), _) => {
            let copy = format!("{file}.{name}");
            tokio::fs::copy(file, &copy).await.unwrap();
            (DatabaseOptions::new(&format!("sqlite:{copy}")), None)
        }
        (None, server) => {
            let server = server.expect("the server of the database");
            let (_, original) = of.url.rsplit_once('/').unwrap();
            let original = original.split('?').next().unwrap();
            // A listener may still be about to hang up.
            let leave = format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{original}'"
            );
            administer(&server, &leave).await;
            administer(
                &server,
                &format!("CREATE DATABASE {name} TEMPLATE {original}"),
            )
            .await;
            (at(&server, &name), Some(server))
        }
    };
    let db = Database::open(&options).await.unwrap();
    let outcome = AssertUnwindSafe(work(db.clone())).catch_unwind().await;
    db.close().await.unwrap();
    if let Some(server) = server {
        administer(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    }
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

/// Runs a test on SQLite, then on PostgreSQL, each on a fresh database.
pub async fn on_both(test: impl AsyncFn(Fresh)) {
    on_sqlite(&test).await;
    on_postgres(&test).await;
}

/// Runs a test on a fresh SQLite file.
pub async fn on_sqlite(test: impl AsyncFn(Fresh)) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("longdan.db");
    tokio::fs::write(&file, sqlite_template().await)
        .await
        .unwrap();
    let options = DatabaseOptions::new(&format!("sqlite:{}", file.display()));
    run(options, folder.path().to_owned(), &test)
        .await
        .unwrap_or_else(|panic| {
            std::panic::resume_unwind(panic);
        });
}

/// Runs a test on a fresh PostgreSQL database, where there is a server.
pub async fn on_postgres(test: impl AsyncFn(Fresh)) {
    let Some(server) = postgres_server() else {
        return;
    };
    let folder = TempDir::new().unwrap();
    let template = Template::enter(&server).await;
    let name = new_name();
    administer(
        &server,
        &format!("CREATE DATABASE {name} TEMPLATE {template}"),
    )
    .await;
    let outcome = run(at(&server, &name), folder.path().to_owned(), &test).await;
    administer(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    Template::leave(&server).await;
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

/// Where an empty database of each kind can be made: for tests of the migrations themselves.
pub async fn on_both_empty(test: impl AsyncFn(Fresh)) {
    let folder = TempDir::new().unwrap();
    let options = DatabaseOptions::new(&format!("sqlite:{}/empty.db", folder.path().display()));
    let outcome = run(options, folder.path().to_owned(), &test).await;
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let Some(server) = postgres_server() else {
        return;
    };
    let name = new_name();
    administer(&server, &format!("CREATE DATABASE {name}")).await;
    let outcome = run(at(&server, &name), folder.path().to_owned(), &test).await;
    administer(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

/// Runs a test on an empty PostgreSQL database that it opens itself, where there is a server.
pub async fn on_postgres_address(test: impl AsyncFn(String)) {
    let Some(server) = postgres_server() else {
        return;
    };
    let name = new_name();
    administer(&server, &format!("CREATE DATABASE {name}")).await;
    let outcome = AssertUnwindSafe(test(at(&server, &name).url))
        .catch_unwind()
        .await;
    administer(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

/// Opens the database, runs the test, closes; a test that fails is caught, so that its database goes too.
async fn run(
    options: DatabaseOptions,
    folder: PathBuf,
    test: &impl AsyncFn(Fresh),
) -> std::thread::Result<()> {
    let db = Database::open(&options).await.unwrap();
    let fresh = Fresh {
        db: db.clone(),
        options,
        folder,
    };
    let outcome = AssertUnwindSafe(test(fresh)).catch_unwind().await;
    if outcome.is_ok() {
        db.close().await.unwrap();
    }
    outcome
}

async fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let make = || async {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("template.db");
        let options = DatabaseOptions::new(&format!("sqlite:{}", file.display()));
        let db = Database::open(&options).await.unwrap();
        schema::up(&db, None).await.unwrap();
        db.close().await.unwrap();
        tokio::fs::read(&file).await.unwrap()
    };
    TEMPLATE.get_or_init(make).await
}

/// The migrated database that others are copied from; it goes with the last test that uses it.
struct Template {
    users: usize,
    name: String,
}

static TEMPLATE: Mutex<Template> = Mutex::const_new(Template {
    users: 0,
    name: String::new(),
});

impl Template {
    async fn enter(server: &str) -> String {
        let mut template = TEMPLATE.lock().await;
        if template.users == 0 {
            template.name = new_name();
            administer(server, &format!("CREATE DATABASE {}", template.name)).await;
            let db = Database::open(&at(server, &template.name)).await.unwrap();
            schema::up(&db, None).await.unwrap();
            db.close().await.unwrap();
        }
        template.users += 1;
        template.name.clone()
    }

    async fn leave(server: &str) {
        let mut template = TEMPLATE.lock().await;
        template.users -= 1;
        if template.users == 0 {
            administer(
                server,
                &format!("DROP DATABASE {} WITH (FORCE)", template.name),
            )
            .await;
        }
    }
}

/// That the PostgreSQL half is skipped is said once.
static SAID: Once = Once::new();

fn postgres_server() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the tests' own settings")]
    let setting = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let server = setting("LONGDAN_TEST_POSTGRES_URL");
    if server.is_none() {
        assert!(
            setting("LONGDAN_REQUIRE_POSTGRES").as_deref() != Some("1"),
            "LONGDAN_REQUIRE_POSTGRES=1, and LONGDAN_TEST_POSTGRES_URL names no server"
        );
        SAID.call_once(|| {
            // Past the test harness, which keeps what a passing test prints to itself.
            let text =
                b"\nSKIPPED: every test's PostgreSQL half (LONGDAN_TEST_POSTGRES_URL is not set)\n";
            std::io::stderr().write_all(text).unwrap();
        });
    }
    server
}

/// The server's address with another database's name.
fn at(server: &str, name: &str) -> DatabaseOptions {
    let (address, settings) = server.split_once('?').map_or((server, ""), |(a, s)| (a, s));
    let (host, _) = address.rsplit_once('/').unwrap();
    let settings = if settings.is_empty() {
        String::new()
    } else {
        format!("?{settings}")
    };
    let mut options = DatabaseOptions::new(&format!("{host}/{name}{settings}"));
    // Many tests run at once, and a server allows a hundred connections unless told otherwise.
    options.connections = 8;
    options
}

async fn administer(server: &str, statement: &str) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    connection
        .execute(AssertSqlSafe(statement.to_owned()))
        .await
        .unwrap();
    connection.close().await.unwrap();
}

fn new_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("longdan_test_{}_{count}", std::process::id())
}
