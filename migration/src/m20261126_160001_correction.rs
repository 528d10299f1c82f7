//! Corrections of a count: voids and choices, each confirmed by a second account.
//!
//! New table. Every response that was voided before gets its correction, yet to be confirmed; responses stay as
//! they are.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["correction"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &TABLES).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    // `response_id` is the voided response, or the form set aside that was chosen about; `rival_id` the
    // counted response that stood against it.
    Step::Both(
        "CREATE TABLE correction (
            {uuid survey_id} NOT NULL REFERENCES survey (id),
            {bigint number} NOT NULL CHECK (number >= 1),
            kind text NOT NULL CHECK (kind IN ('VOID', 'CHOICE')),
            {uuid response_id} NOT NULL,
            {uuid rival_id},
            choice text CHECK (choice IN ('KEEP_FIRST', 'TAKE_THIS')),
            reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
            {instant made_at} NOT NULL,
            {uuid made_by} NOT NULL REFERENCES account (id),
            {instant confirmed_at},
            {uuid confirmed_by} REFERENCES account (id),
            {bigint superseded_by},
            PRIMARY KEY (survey_id, number),
            CONSTRAINT correction_choice CHECK ((kind = 'CHOICE') = (choice IS NOT NULL)),
            CONSTRAINT correction_confirmed CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
            CONSTRAINT correction_two CHECK (confirmed_by <> made_by)
        ){keyed}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX correction_void ON correction (survey_id, response_id) WHERE kind = 'VOID'",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX correction_standing ON correction (survey_id, response_id)
            WHERE kind = 'CHOICE' AND superseded_by IS NULL",
    ),
    Step::Both(
        "INSERT INTO correction (survey_id, number, kind, response_id, reason, made_at, made_by)
            SELECT survey_id, ROW_NUMBER() OVER (PARTITION BY survey_id ORDER BY voided_at, id), 'VOID', id,
                void_reason, voided_at, voided_by
            FROM response WHERE voided_at IS NOT NULL",
    ),
];
