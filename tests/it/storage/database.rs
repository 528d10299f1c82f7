//! How the databases are opened, and what each connection may do.

use std::time::Duration;

use longdan::storage::database::{Database, DatabaseOptions};
use longdan::storage::fault::StorageFault;
use longdan::storage::{areas, schema};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use super::raw::{all, number, run};
use crate::support::database::{Fresh, on_both, on_postgres, on_sqlite};
use crate::support::world::World;

#[tokio::test]
async fn sqlite_is_opened_durable_and_its_readers_only_read() {
    #[derive(FromQueryResult)]
    struct Text {
        value: String,
    }
    on_sqlite(async |Fresh { db, .. }| {
        for connection in [db.write(), db.read()] {
            let ask = async |pragma: &str| {
                let statement = Statement::from_string(db.backend(), format!("PRAGMA {pragma}"));
                connection.query_one_raw(statement).await.unwrap().unwrap()
            };
            let number =
                async |pragma: &str| -> i64 { ask(pragma).await.try_get_by_index(0).unwrap() };
            assert_eq!(number("synchronous").await, 2, "FULL");
            assert_eq!(number("foreign_keys").await, 1);
            assert_eq!(number("busy_timeout").await, 10_000);
            let mode: String = ask("journal_mode").await.try_get_by_index(0).unwrap();
            assert_eq!(mode, "wal");
        }
        let change = "INSERT INTO account (id, name, created_at)
            VALUES (zeroblob(16), 'somebody', '2019-07-17T05:00:00+00:00')";
        assert!(db.read().execute_unprepared(change).await.is_err());
        assert_eq!(run(&db, change).await.unwrap(), 1);
        let names: Vec<Text> = all(&db, "SELECT name AS value FROM account").await;
        assert_eq!(names.len(), 1);
        assert_eq!(names[0].value, "somebody");
    })
    .await;
}

#[tokio::test]
async fn postgres_waits_for_the_disk() {
    #[derive(FromQueryResult)]
    struct Setting {
        synchronous_commit: String,
    }
    on_postgres(async |Fresh { db, .. }| {
        let name: Vec<Setting> = all(&db, "SHOW synchronous_commit").await;
        assert_eq!(name[0].synchronous_commit, "on");
    })
    .await;
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused() {
    for url in [
        "mysql://localhost/x",
        "longdan.db",
        "",
        "sqlite::memory:",
        "postgres://:::/",
    ] {
        let opened = Database::open(&DatabaseOptions::new(url)).await;
        assert!(
            matches!(opened, Err(StorageFault::BadAddress(_))),
            "{url}: {opened:?}"
        );
    }
    let opened = Database::open(&DatabaseOptions::new("sqlite:/no/such/folder/x.db")).await;
    assert!(matches!(opened, Err(StorageFault::Unreachable(_))));
}

#[tokio::test]
async fn one_who_waits_too_long_for_the_writer_is_told_so() {
    on_sqlite(async |Fresh { db, options, .. }| {
        let holding = db.begin_write().await.unwrap();
        let impatient = DatabaseOptions {
            patience: Duration::from_secs(2),
            ..options
        };
        let other = Database::open(&impatient).await.unwrap();
        let told = other.begin_write().await;
        assert!(matches!(told, Err(StorageFault::Busy(_))), "{told:?}");
        // Readers are never held up.
        assert_eq!(number(&other, "SELECT count(*) FROM area").await, 0);
        holding.rollback().await.unwrap();
        other.begin_write().await.unwrap().rollback().await.unwrap();
        other.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_read_of_the_whole_sees_one_state() {
    on_both(async |Fresh { db, .. }| {
        let world = World::on(db.clone()).await;
        let reading = db.begin_read().await.unwrap();
        let before = areas::all(&reading).await.unwrap();
        let mut area = world.hamlets[0].clone();
        area.households = Some(7);
        areas::update(db.write(), &area).await.unwrap();
        assert_eq!(areas::all(&reading).await.unwrap(), before);
        reading.rollback().await.unwrap();
        assert_eq!(
            areas::find_many(db.read(), &[area.id()]).await.unwrap(),
            [area]
        );
    })
    .await;
}

#[tokio::test]
async fn statements_are_counted() {
    on_both(async |Fresh { db, .. }| {
        let before = db.statements();
        areas::all(db.read()).await.unwrap();
        let tx = db.begin_write().await.unwrap();
        areas::all(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.statements() - before, 2);
    })
    .await;
}

#[tokio::test]
async fn what_was_committed_is_there_when_the_file_is_opened_again() {
    on_sqlite(async |Fresh { db, options, .. }| {
        let world = World::on(db.clone()).await;
        let other = Database::open(&options).await.unwrap();
        assert!(
            schema::status(&other)
                .await
                .unwrap()
                .iter()
                .all(|state| state.applied)
        );
        let found = areas::find_many(other.read(), &[world.commune.id()])
            .await
            .unwrap();
        assert_eq!(found, [world.commune]);
        other.close().await.unwrap();
    })
    .await;
}
