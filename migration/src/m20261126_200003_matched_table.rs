//! The matched comparison of a direct check: one frozen table of totals.
//!
//! A new table; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["matched_table"];

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

// One a direct check: two of different days would tell what one household changed.
const STEPS: &[Step] = &[Step::Both(
    "CREATE TABLE matched_table (
        {uuid survey_id} PRIMARY KEY REFERENCES survey (id),
        {uuid main_survey_id} NOT NULL REFERENCES survey (id),
        {instant made_at} NOT NULL,
        content text NOT NULL,
        sha256 text NOT NULL CHECK (length(sha256) = 64)
    ){strict}",
)];
