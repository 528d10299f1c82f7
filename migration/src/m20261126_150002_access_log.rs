//! The log of reading: who read answers of which survey, when and how many.
//!
//! New table; no earlier row is touched. Lines are only added, as those of the audit; they stand in no chain, so
//! that reading never waits for writing.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["access_log"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    Step::Both(
        "CREATE TABLE access_log (
            {uuid id} PRIMARY KEY,
            {instant at} NOT NULL,
            {uuid survey_id} NOT NULL,
            {uuid account_id} NOT NULL,
            role text NOT NULL CHECK (length(role) BETWEEN 1 AND 64),
            kind text NOT NULL CHECK (kind IN ('RESPONSES', 'COMMENTS')),
            {bigint rows} NOT NULL CHECK (rows >= 0)
        ){strict}",
    ),
    Step::Both("CREATE INDEX access_log_survey ON access_log (survey_id, id)"),
    Step::Sqlite(
        "CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log
            BEGIN SELECT RAISE(ABORT, 'a line of the log of reading is never changed'); END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log
            BEGIN SELECT RAISE(ABORT, 'a line of the log of reading is never deleted'); END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER access_log_no_replace BEFORE INSERT ON access_log
            WHEN EXISTS (SELECT 1 FROM access_log WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'a line of the log of reading is never replaced'); END",
    ),
    Step::Postgres(
        "CREATE TRIGGER access_log_no_change BEFORE UPDATE OR DELETE ON access_log
            FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    ),
    Step::Postgres(
        "CREATE TRIGGER access_log_no_truncate BEFORE TRUNCATE ON access_log
            FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    ),
];
