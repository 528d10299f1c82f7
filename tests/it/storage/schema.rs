//! Migrations step by step: up, down and up again, on both databases alike.

use std::collections::BTreeMap;

use longdan::storage::database::Database;
use longdan::storage::fault::StorageFault;
use longdan::storage::schema::{self, MigrationState};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

use super::raw::all;
use crate::support::database::{Fresh, on_both, on_both_empty, on_postgres, on_sqlite};

/// What stands in a table, by name of the column.
type Columns = BTreeMap<String, Vec<String>>;

#[derive(FromQueryResult)]
struct Column {
    table_name: String,
    column_name: String,
}

async fn columns(db: &Database) -> Columns {
    let sql = match db.backend() {
        DbBackend::Sqlite => {
            // Its full-text tables are SQLite's alone, as indexes are PostgreSQL's.
            "SELECT m.name AS table_name, c.name AS column_name FROM pragma_table_list m, pragma_table_info(m.name) c
             WHERE m.schema = 'main' AND m.type = 'table'
               AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'seaql_migrations'
             ORDER BY m.name, c.cid"
        }
        _ => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'
             ORDER BY table_name, ordinal_position"
        }
    };
    let mut columns = Columns::new();
    for Column {
        table_name,
        column_name,
    } in all(db, sql).await
    {
        columns.entry(table_name).or_default().push(column_name);
    }
    columns
}

fn applied(states: &[MigrationState]) -> usize {
    states.iter().filter(|state| state.applied).count()
}

#[tokio::test]
async fn each_migration_goes_up_and_down_and_up_again() {
    on_both_empty(async |Fresh { db, .. }| {
        let names: Vec<String> = schema::status(&db)
            .await
            .unwrap()
            .into_iter()
            .map(|state| state.name)
            .collect();
        assert!(names.is_sorted() && names.len() >= 10, "{names:?}");
        let mut seen = vec![columns(&db).await];
        assert!(seen[0].is_empty());
        for (step, name) in names.iter().enumerate() {
            assert_eq!(
                schema::up(&db, Some(1)).await.unwrap(),
                std::slice::from_ref(name)
            );
            assert_eq!(applied(&schema::status(&db).await.unwrap()), step + 1);
            seen.push(columns(&db).await);
        }
        assert!(schema::up(&db, None).await.unwrap().is_empty());
        for (step, name) in names.iter().enumerate().rev() {
            assert_eq!(
                schema::down(&db, 1).await.unwrap(),
                std::slice::from_ref(name)
            );
            assert_eq!(
                columns(&db).await,
                seen[step],
                "after {name} was taken back"
            );
        }
        assert_eq!(schema::up(&db, None).await.unwrap(), names);
        assert_eq!(columns(&db).await, seen[names.len()]);
    })
    .await;
}

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let kept = std::sync::Mutex::new(None);
    on_sqlite(async |Fresh { db, .. }| *kept.lock().unwrap() = Some(columns(&db).await)).await;
    let sqlite = kept.into_inner().unwrap().unwrap();
    let names: Vec<&str> = sqlite.keys().map(String::as_str).collect();
    insta::assert_debug_snapshot!(names);
    on_postgres(async |Fresh { db, .. }| assert_eq!(columns(&db).await, sqlite)).await;
}

#[tokio::test]
async fn every_sqlite_table_is_strict() {
    #[derive(FromQueryResult)]
    struct Table {
        name: String,
        strict: bool,
    }
    on_sqlite(async |Fresh { db, .. }| {
        let sql = "SELECT name, strict FROM pragma_table_list
                   WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'";
        let tables: Vec<Table> = all(&db, sql).await;
        assert!(tables.len() > 20);
        for table in tables
            .iter()
            .filter(|table| table.name != "seaql_migrations")
        {
            assert!(table.strict, "{}", table.name);
        }
    })
    .await;
}

/// A table that grows can be spread by survey only if each of its keys begins with the survey.
#[tokio::test]
async fn the_survey_leads_every_key_of_the_tables_that_grow() {
    #[derive(FromQueryResult)]
    struct Key {
        key: String,
        leads: String,
    }
    let growing = [
        "response",
        "set_aside",
        "tally",
        "survey_hamlet",
        "frozen_result",
    ];
    on_postgres(async |Fresh { db, .. }| {
        for table in growing {
            let sql = format!(
                "SELECT c.relname::text AS key, a.attname::text AS leads FROM pg_index i
                 JOIN pg_class c ON c.oid = i.indexrelid
                 JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                 WHERE i.indrelid = '{table}'::regclass AND i.indisunique
                 UNION ALL
                 SELECT k.conname::text, a.attname::text FROM pg_constraint k
                 JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
                 WHERE k.conrelid = '{table}'::regclass AND k.contype = 'f'
                   AND k.confrelid::regclass::text NOT IN ('area', 'account')"
            );
            let keys: Vec<Key> = all(&db, &sql).await;
            assert!(keys.len() >= 2, "{table}");
            for key in keys {
                assert_eq!(key.leads, "survey_id", "{} of {table}", key.key);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn many_processes_may_migrate_at_once() {
    on_both_empty(async |Fresh { db, options, .. }| {
        let mut others = Vec::new();
        for _ in 0..4 {
            let other = Database::open(&options).await.unwrap();
            others.push(tokio::spawn(async move {
                let done = schema::up(&other, None).await.unwrap();
                other.close().await.unwrap();
                done.len()
            }));
        }
        let mut done = 0;
        for other in others {
            done += other.await.unwrap();
        }
        assert_eq!(done, schema::status(&db).await.unwrap().len());
    })
    .await;
}

#[tokio::test]
async fn a_newer_database_is_left_alone() {
    on_both(async |Fresh { db, .. }| {
        let sql = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_later', 0)";
        db.write().execute_unprepared(sql).await.unwrap();
        for refused in [schema::up(&db, None).await, schema::down(&db, 1).await] {
            assert!(matches!(refused, Err(StorageFault::NewerSchema(_))), "{refused:?}");
        }
        assert!(matches!(schema::status(&db).await, Err(StorageFault::NewerSchema(_))));
        assert!(!columns(&db).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_submission_key_is_made_once_and_stays() {
    #[derive(FromQueryResult, PartialEq, Debug)]
    struct Key {
        name: String,
        value: Vec<u8>,
    }
    on_both_empty(async |Fresh { db, .. }| {
        schema::up(&db, Some(1)).await.unwrap();
        let first: Vec<Key> = all(&db, "SELECT name, value FROM secret_key").await;
        assert_eq!(first.len(), 1);
        assert_eq!(
            (first[0].name.as_str(), first[0].value.len()),
            ("submission", 32)
        );
        assert_ne!(first[0].value, vec![0; 32]);
        schema::up(&db, None).await.unwrap();
        let later: Vec<Key> = all(&db, "SELECT name, value FROM secret_key").await;
        assert_eq!(later, first);
    })
    .await;
}
