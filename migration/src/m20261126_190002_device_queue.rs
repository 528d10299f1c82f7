//! What each device still holds of a survey, as it last told.
//!
//! New table; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["device_queue"];

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
    "CREATE TABLE device_queue (
        {uuid survey_id} NOT NULL REFERENCES survey (id),
        {uuid account_id} NOT NULL REFERENCES account (id),
        {code device} NOT NULL,
        {bigint still_queued} NOT NULL CHECK (still_queued >= 0),
        {instant reported_at} NOT NULL,
        {bigint clock_ahead_seconds},
        PRIMARY KEY (survey_id, account_id, device)
    ){keyed}",
)];
