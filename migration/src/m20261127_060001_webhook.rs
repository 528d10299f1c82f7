//! Programs that are told of events, and the events, each with its number.
//!
//! New tables; no earlier row is touched, and earlier events are not told.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 2] = ["webhook", "webhook_event"];

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
        "CREATE TABLE webhook (
            {uuid id} PRIMARY KEY,
            url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
            {bytes secret} NOT NULL CHECK (length(secret) = 32),
            kinds text NOT NULL CHECK (length(kinds) BETWEEN 1 AND 400),
            {uuid province_id} REFERENCES area (id),
            {instant created_at} NOT NULL,
            {uuid created_by} NOT NULL REFERENCES account (id),
            {bigint told} NOT NULL CHECK (told >= 0),
            {bigint failures} NOT NULL CHECK (failures >= 0),
            {instant failing_since},
            {instant next_try_at},
            {instant claimed_until},
            {instant disabled_at},
            last_failure text CHECK (length(last_failure) BETWEEN 1 AND 200)
        ){strict}",
    ),
    Step::Both(
        "CREATE TABLE webhook_event (
            {bigint sequence} PRIMARY KEY CHECK (sequence >= 1),
            {uuid id} NOT NULL,
            {instant at} NOT NULL,
            kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
            {uuid province_id},
            {uuid survey_id},
            {uuid subject_id},
            number text CHECK (length(number) BETWEEN 1 AND 200)
        ){strict}",
    ),
];
