//! The audit's chains, and the digests of rows that entries vouch for.
//!
//! Each entry carries the hash of the one before.
//!
//! Entries that are there already stay as they are, outside every chain; the first entry of the main chain, which
//! the program adds when it next opens the database, says how many they are and what their hash is. Responses
//! that are there keep `entry` empty: the first entry of their survey's chain carries their digest.
//!
//! On PostgreSQL two functions tell a transaction which rows it has changed; the program hangs them on the tables
//! that it vouches for whenever it has migrated. On SQLite the program does it with triggers of its connection.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, COLUMNS).await?;
        run(manager, TABLES).await?;
        run(manager, GUARDS).await?;
        run(manager, TOUCHED).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UNTOUCHED).await?;
        drop_tables(manager, &["audit_row", "audit_head"]).await?;
        run(manager, UNDONE).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const COLUMNS: &[Step] = &[
    Step::Both("ALTER TABLE audit_entry ADD COLUMN {uuid chain}"),
    Step::Both("ALTER TABLE audit_entry ADD COLUMN {bigint sequence} CHECK (sequence >= 1)"),
    Step::Both("ALTER TABLE audit_entry ADD COLUMN {bytes previous} CHECK (length(previous) = 32)"),
    Step::Both(
        "ALTER TABLE audit_entry ADD COLUMN {bytes rows_hash} CHECK (length(rows_hash) = 32)",
    ),
    Step::Both("ALTER TABLE audit_entry ADD COLUMN {bytes hash} CHECK (length(hash) = 32)"),
    // The place in the chain is found by this key, and what was found by the survey before is found by it too.
    Step::Both("CREATE UNIQUE INDEX audit_entry_place ON audit_entry (chain, sequence)"),
    Step::Both("DROP INDEX audit_entry_survey"),
    Step::Both("ALTER TABLE response ADD COLUMN {bigint entry} CHECK (entry >= 1)"),
    Step::Both("ALTER TABLE set_aside ADD COLUMN {bigint entry} CHECK (entry >= 1)"),
];

const TABLES: &[Step] = &[
    Step::Both(
        "CREATE TABLE audit_head (
            {uuid chain} PRIMARY KEY,
            {bigint sequence} NOT NULL CHECK (sequence >= 1),
            {bytes hash} NOT NULL CHECK (length(hash) = 32),
            {instant at} NOT NULL
        ){keyed}",
    ),
    // `turn` counts how often a thing was vouched for; `digest` is null once it is no more.
    Step::Both(
        "CREATE TABLE audit_row (
            {code thing} NOT NULL CHECK (length(thing) BETWEEN 1 AND 64),
            {uuid key} NOT NULL,
            {bigint turn} NOT NULL CHECK (turn >= 1),
            {bytes digest} CHECK (length(digest) = 32),
            {uuid chain} NOT NULL,
            {bigint sequence} NOT NULL CHECK (sequence >= 1),
            PRIMARY KEY (thing, key, turn)
        ){keyed}",
    ),
    Step::Both("CREATE INDEX audit_row_entry ON audit_row (chain, sequence)"),
];

/// Entries and digests are only added, heads only go forward, also for somebody with a database console.
const GUARDS: &[Step] = &[
    Step::Sqlite(
        "CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row
            BEGIN SELECT RAISE(ABORT, 'a digest of the audit is never changed'); END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row
            BEGIN SELECT RAISE(ABORT, 'a digest of the audit is never deleted'); END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER audit_row_no_replace BEFORE INSERT ON audit_row
            WHEN EXISTS (SELECT 1 FROM audit_row WHERE thing = NEW.thing AND key = NEW.key AND turn = NEW.turn)
            BEGIN SELECT RAISE(ABORT, 'a digest of the audit is never replaced'); END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
            WHEN NEW.chain <> OLD.chain OR NEW.sequence <= OLD.sequence
            BEGIN SELECT RAISE(ABORT, 'a chain only goes forward'); END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER audit_head_no_replace BEFORE INSERT ON audit_head
            WHEN EXISTS (SELECT 1 FROM audit_head WHERE chain = NEW.chain AND sequence >= NEW.sequence)
            BEGIN SELECT RAISE(ABORT, 'a chain only goes forward'); END",
    ),
    Step::Sqlite(
        "CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
            BEGIN SELECT RAISE(ABORT, 'the head of a chain is never deleted'); END",
    ),
    Step::Postgres(
        "CREATE TRIGGER audit_row_no_change BEFORE UPDATE OR DELETE ON audit_row
            FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    ),
    Step::Postgres(
        "CREATE TRIGGER audit_row_no_truncate BEFORE TRUNCATE ON audit_row
            FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    ),
    Step::Postgres(
        "CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head FOR EACH ROW
            WHEN (NEW.chain <> OLD.chain OR NEW.sequence <= OLD.sequence)
            EXECUTE FUNCTION audit_entry_refuse()",
    ),
    Step::Postgres(
        "CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
            FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    ),
    Step::Postgres(
        "CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
            FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
    ),
];

/// What a transaction of PostgreSQL has changed stands in a table of its session until it ends; nobody else sees
/// it, so nobody else's note can vouch for it.
const TOUCHED: &[Step] = &[
    Step::Postgres(
        "CREATE FUNCTION audit_touch() RETURNS trigger LANGUAGE plpgsql AS '
        DECLARE touched uuid;
        BEGIN
            IF to_regclass(''pg_temp.audit_touched'') IS NULL THEN
                CREATE TEMPORARY TABLE audit_touched (
                    thing text NOT NULL, key uuid NOT NULL, PRIMARY KEY (thing, key)
                ) ON COMMIT DELETE ROWS;
            END IF;
            IF TG_OP <> ''INSERT'' THEN
                EXECUTE format(''SELECT ($1).%I'', TG_ARGV[1]) INTO touched USING OLD;
                INSERT INTO pg_temp.audit_touched VALUES (TG_ARGV[0], touched) ON CONFLICT DO NOTHING;
            END IF;
            IF TG_OP <> ''DELETE'' THEN
                EXECUTE format(''SELECT ($1).%I'', TG_ARGV[1]) INTO touched USING NEW;
                INSERT INTO pg_temp.audit_touched VALUES (TG_ARGV[0], touched) ON CONFLICT DO NOTHING;
            END IF;
            RETURN NULL;
        END'",
    ),
    Step::Postgres(
        "CREATE FUNCTION audit_touched_rows() RETURNS TABLE (thing text, key uuid) LANGUAGE plpgsql AS '
        BEGIN
            IF to_regclass(''pg_temp.audit_touched'') IS NOT NULL THEN
                RETURN QUERY DELETE FROM pg_temp.audit_touched AS t RETURNING t.thing, t.key;
            END IF;
        END'",
    ),
];

const UNTOUCHED: &[Step] = &[
    Step::Postgres("DROP FUNCTION audit_touch() CASCADE"),
    Step::Postgres("DROP FUNCTION audit_touched_rows()"),
];

const UNDONE: &[Step] = &[
    Step::Both("ALTER TABLE set_aside DROP COLUMN entry"),
    Step::Both("ALTER TABLE response DROP COLUMN entry"),
    Step::Both("CREATE INDEX audit_entry_survey ON audit_entry (survey_id, id)"),
    Step::Both("DROP INDEX audit_entry_place"),
    Step::Both("ALTER TABLE audit_entry DROP COLUMN hash"),
    Step::Both("ALTER TABLE audit_entry DROP COLUMN rows_hash"),
    Step::Both("ALTER TABLE audit_entry DROP COLUMN previous"),
    Step::Both("ALTER TABLE audit_entry DROP COLUMN sequence"),
    Step::Both("ALTER TABLE audit_entry DROP COLUMN chain"),
];
