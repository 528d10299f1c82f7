//! Erasures: that the links from households to answers were dropped, and when.
//!
//! New table; no earlier row is touched. It says how many links there were and nothing of what they joined.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["erasure"];

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

const STEPS: &[Step] = &[Step::Both(
    "CREATE TABLE erasure (
        {uuid survey_id} NOT NULL REFERENCES survey (id),
        {instant erased_at} NOT NULL,
        {bigint responses} NOT NULL CHECK (responses >= 0),
        {bigint set_aside} NOT NULL CHECK (set_aside >= 0),
        PRIMARY KEY (survey_id, erased_at)
    ){keyed}",
)];
