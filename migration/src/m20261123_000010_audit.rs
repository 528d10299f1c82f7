//! The audit: what was done, by whom and when; entries are only ever added.
//!
//! New table; no earlier row is touched. It has no foreign keys: an entry names a thing, it doesn't hang on it.
//! Triggers refuse every change, also to somebody with a database console. Taking the whole table away is left
//! to `down`, which says so.

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
        drop_tables(manager, &["audit_entry"]).await?;
        run(
            manager,
            &[Step::Postgres("DROP FUNCTION audit_entry_refuse()")],
        )
        .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    Step::Both(
        "CREATE TABLE audit_entry (
            {uuid id} PRIMARY KEY,
            {instant at} NOT NULL,
            {uuid survey_id},
            {uuid account_id},
            role text CHECK (length(role) BETWEEN 1 AND 64),
            action text NOT NULL CHECK (length(action) BETWEEN 1 AND 64),
            subject text CHECK (length(subject) BETWEEN 1 AND 200),
            {json details} NOT NULL,
            request_id text CHECK (length(request_id) BETWEEN 1 AND 200)
        ){strict}",
    ),
    Step::Both("CREATE INDEX audit_entry_survey ON audit_entry (survey_id, id)"),
    Step::Sqlite(
        "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
            BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
            BEGIN SELECT RAISE(ABORT, 'an audit entry is never deleted'); END",
    ),
    // INSERT OR REPLACE would take the old entry away without asking the trigger above.
    Step::Sqlite(
        "CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
            WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'an audit entry is never replaced'); END",
    ),
    Step::Postgres(
        "CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION ''an audit entry is never changed or deleted''; END'",
    ),
    Step::Postgres(
        "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry
            FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    ),
    Step::Postgres(
        "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
            FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    ),
];
