//! Departments' findings on criteria, version by version.
//!
//! New table; no earlier row is touched. A revision is a new row: the highest version is the current one.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["criterion_appraisal"];

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
    Step::Both(
        "CREATE TABLE criterion_appraisal (
            {uuid id} PRIMARY KEY,
            {uuid candidacy_id} NOT NULL REFERENCES candidacy (id),
            {code criterion} NOT NULL CHECK (length(criterion) BETWEEN 1 AND 64),
            version integer NOT NULL CHECK (version >= 1),
            {bool met} NOT NULL,
            score integer CHECK (score BETWEEN 0 AND 10000),
            value text CHECK (length(value) BETWEEN 1 AND 200),
            note text CHECK (length(note) BETWEEN 1 AND 4000),
            {code agency} NOT NULL CHECK (length(agency) BETWEEN 1 AND 64),
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            {instant recorded_at} NOT NULL,
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            CONSTRAINT criterion_appraisal_reason CHECK ((version = 1) = (reason IS NULL))
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX criterion_appraisal_version ON criterion_appraisal (candidacy_id, criterion, version)",
    ),
];
