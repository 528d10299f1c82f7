//! Additions to rosters of households and closures, each with its reason.
//!
//! New table; rosters stay as they are.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["roster_change"];

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
        "CREATE TABLE roster_change (
            {uuid hamlet_id} NOT NULL REFERENCES area (id),
            {bigint number} NOT NULL CHECK (number >= 1),
            {code code} NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
            kind text NOT NULL CHECK (kind IN ('ADDED', 'CLOSED')),
            reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
            {instant changed_at} NOT NULL,
            {uuid changed_by} NOT NULL REFERENCES account (id),
            PRIMARY KEY (hamlet_id, number)
        ){keyed}",
    ),
    Step::Both("CREATE INDEX roster_change_code ON roster_change (hamlet_id, code, number)"),
];
