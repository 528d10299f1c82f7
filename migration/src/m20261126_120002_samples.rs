//! Samples of direct checks: the seed first, then frame and households.
//!
//! New tables; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = ["sample", "sample_stratum", "sample_household"];

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
    // One a survey: whoever could fix a second seed could draw until the sample pleases.
    Step::Both(
        "CREATE TABLE sample (
            {uuid survey_id} PRIMARY KEY REFERENCES survey (id),
            {bytes seed} NOT NULL CHECK (length(seed) = 32),
            seed_sha256 text NOT NULL CHECK (length(seed_sha256) = 64),
            {instant committed_at} NOT NULL,
            {uuid committed_by} NOT NULL REFERENCES account (id),
            {bigint frame_size} CHECK (frame_size >= 1),
            frame_sha256 text CHECK (length(frame_sha256) = 64),
            {bigint size} CHECK (size >= 1),
            {instant drawn_at},
            {uuid drawn_by} REFERENCES account (id),
            CONSTRAINT sample_drawn CHECK (
                (drawn_at IS NULL) = (drawn_by IS NULL) AND (drawn_at IS NULL) = (frame_size IS NULL)
                AND (drawn_at IS NULL) = (frame_sha256 IS NULL) AND (drawn_at IS NULL) = (size IS NULL)
                AND (size IS NULL OR size <= frame_size)
            )
        ){strict}",
    ),
    Step::Both(
        "CREATE TABLE sample_stratum (
            {uuid survey_id} NOT NULL,
            {uuid hamlet_id} NOT NULL,
            source text NOT NULL CHECK (source IN ('ROSTER', 'RESPONSES')),
            {bigint frame} NOT NULL CHECK (frame >= 0),
            {bigint drawn} NOT NULL CHECK (drawn >= 0),
            PRIMARY KEY (survey_id, hamlet_id),
            FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id),
            CONSTRAINT sample_stratum_drawn CHECK (drawn <= frame)
        ){keyed}",
    ),
    Step::Both(
        "CREATE TABLE sample_household (
            {uuid survey_id} NOT NULL,
            {uuid hamlet_id} NOT NULL,
            {code code} NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
            PRIMARY KEY (survey_id, hamlet_id, code),
            FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id)
        ){keyed}",
    ),
];
