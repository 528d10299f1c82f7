//! Paper counted by hand: modes of collection, count records, what was typed.
//!
//! New tables, and a column of `survey_hamlet` that is null in rows that are there: house visits.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = ["count_entry", "count_record", "count_record_scan"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &TABLES).await?;
        let mode = "ALTER TABLE survey_hamlet DROP COLUMN mode";
        run(manager, &[Step::Both(mode)]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    Step::Both(
        "ALTER TABLE survey_hamlet ADD COLUMN mode text CHECK (mode IN ('MEETING', 'SELF_SERVICE', 'COUNT_RECORD'))",
    ),
    // Every sheet that was typed, also one that was typed anew or discarded. The salt guards the digest of few
    // answers against guessing.
    Step::Both(
        "CREATE TABLE count_entry (
            {uuid survey_id} NOT NULL,
            {uuid hamlet_id} NOT NULL,
            {bigint number} NOT NULL CHECK (number >= 1),
            {json figures} NOT NULL,
            {bytes salt} NOT NULL,
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            {instant typed_at} NOT NULL,
            {uuid typed_by} NOT NULL REFERENCES account (id),
            PRIMARY KEY (survey_id, hamlet_id, number),
            FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id)
        ){keyed}",
    ),
    Step::Both(
        "CREATE TABLE count_record (
            {uuid survey_id} NOT NULL,
            {uuid hamlet_id} NOT NULL,
            {bigint version} NOT NULL CHECK (version >= 1),
            state text NOT NULL CHECK (state IN ('EMPTY', 'ENTERED_ONCE', 'DIFFERENT', 'AGREED', 'FINAL')),
            {bigint first_entry},
            {bigint second_entry},
            {bigint last_entry} NOT NULL CHECK (last_entry >= 1),
            {json warnings} NOT NULL,
            {instant accepted_at},
            {uuid accepted_by} REFERENCES account (id),
            note text CHECK (length(note) BETWEEN 1 AND 4000),
            {instant changed_at} NOT NULL,
            {uuid changed_by} NOT NULL REFERENCES account (id),
            PRIMARY KEY (survey_id, hamlet_id),
            FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id),
            FOREIGN KEY (survey_id, hamlet_id, first_entry)
                REFERENCES count_entry (survey_id, hamlet_id, number),
            FOREIGN KEY (survey_id, hamlet_id, second_entry)
                REFERENCES count_entry (survey_id, hamlet_id, number),
            CONSTRAINT count_record_first CHECK ((state = 'EMPTY') = (first_entry IS NULL)),
            CONSTRAINT count_record_second CHECK (
                (state IN ('EMPTY', 'ENTERED_ONCE')) = (second_entry IS NULL)
            ),
            CONSTRAINT count_record_accepted CHECK (
                (accepted_at IS NULL) = (accepted_by IS NULL) AND (accepted_at IS NULL) = (note IS NULL)
                AND (accepted_at IS NULL OR state = 'FINAL')
            )
        ){keyed}",
    ),
    Step::Both(
        "CREATE TABLE count_record_scan (
            {uuid survey_id} NOT NULL,
            {uuid hamlet_id} NOT NULL,
            {uuid document_id} NOT NULL REFERENCES document (id),
            PRIMARY KEY (survey_id, hamlet_id, document_id),
            FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id)
        ){keyed}",
    ),
    Step::Both("CREATE INDEX count_record_scan_document ON count_record_scan (document_id)"),
];
