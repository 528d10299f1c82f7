//! The register of breaches of personal data.
//!
//! New table; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["breach"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    Step::Both(
        "CREATE TABLE breach (
            {uuid id} PRIMARY KEY,
            {bigint number} NOT NULL CHECK (number >= 1),
            {bigint version} NOT NULL CHECK (version >= 1),
            {instant occurred_at},
            {instant discovered_at} NOT NULL,
            description text NOT NULL CHECK (length(description) BETWEEN 1 AND 4000),
            {bigint affected} CHECK (affected >= 0),
            measures text CHECK (length(measures) BETWEEN 1 AND 4000),
            {instant notified_at},
            late_reason text CHECK (length(late_reason) BETWEEN 1 AND 4000),
            {instant recorded_at} NOT NULL,
            {uuid recorded_by} NOT NULL REFERENCES account (id)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX breach_version ON breach (number, version)"),
];
