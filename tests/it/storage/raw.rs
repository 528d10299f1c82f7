//! Statements as somebody with a database console would type them.

use longdan::storage::database::Database;
use longdan::storage::fault::StorageFault;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};

/// Runs a statement; answers how many rows it changed.
pub async fn run(db: &Database, sql: &str) -> Result<u64, StorageFault> {
    let done = db.write().execute_unprepared(sql).await?;
    Ok(done.rows_affected())
}

/// The rows of a query.
pub async fn all<T: FromQueryResult>(db: &Database, sql: &str) -> Vec<T> {
    let statement = Statement::from_string(db.backend(), sql);
    T::find_by_statement(statement)
        .all(db.read())
        .await
        .unwrap()
}

/// The one number that a query answers.
pub async fn number(db: &Database, sql: &str) -> i64 {
    let statement = Statement::from_string(db.backend(), sql);
    let row = db.read().query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// An id as a literal.
pub fn id(db: &Database, id: uuid::Uuid) -> String {
    match db.backend() {
        DbBackend::Sqlite => format!("x'{}'", id.simple()),
        _ => format!("'{id}'::uuid"),
    }
}
