//! Indicators of areas over time, as exact decimals.
//!
//! New table; no earlier row is touched. A value is `value` divided by ten to the power of `scale`.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["indicator"];

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
        "CREATE TABLE indicator (
            {uuid id} PRIMARY KEY,
            {uuid area_id} NOT NULL REFERENCES area (id),
            {code code} NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
            {day day} NOT NULL,
            {bigint value} NOT NULL CHECK (value BETWEEN -999999999999999 AND 999999999999999),
            scale integer NOT NULL CHECK (scale BETWEEN 0 AND 6),
            unit text NOT NULL CHECK (length(unit) BETWEEN 1 AND 200),
            source text NOT NULL CHECK (length(source) BETWEEN 1 AND 1000)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX indicator_day ON indicator (code, area_id, day)"),
];
