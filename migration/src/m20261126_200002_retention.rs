//! How long what residents said is kept, and that it was taken away.
//!
//! New tables; no earlier row is touched, and nothing is due before a day is set.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 2] = ["retention", "disposal"];

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
        "CREATE TABLE retention (
            {uuid survey_id} NOT NULL REFERENCES survey (id),
            {bigint version} NOT NULL CHECK (version >= 1),
            {day keep_until} NOT NULL,
            reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
            {instant set_at} NOT NULL,
            {uuid set_by} NOT NULL REFERENCES account (id),
            PRIMARY KEY (survey_id, version)
        ){keyed}",
    ),
    Step::Both(
        "CREATE TABLE disposal (
            {uuid survey_id} NOT NULL REFERENCES survey (id),
            {instant disposed_at} NOT NULL,
            {bigint responses} NOT NULL CHECK (responses >= 0),
            {bigint set_aside} NOT NULL CHECK (set_aside >= 0),
            {bigint comments} NOT NULL CHECK (comments >= 0),
            PRIMARY KEY (survey_id, disposed_at)
        ){strict}",
    ),
];
