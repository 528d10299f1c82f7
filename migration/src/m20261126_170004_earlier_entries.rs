//! Entries as they stood before they were corrected.
//!
//! New table; no earlier row is touched. `subject` is the id of a hamlet's title, a sponsor or an indicator's
//! value; `version` is the one that `content` says all of.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["earlier_entry"];

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
    "CREATE TABLE earlier_entry (
        {uuid subject} NOT NULL,
        version integer NOT NULL CHECK (version >= 1),
        content text NOT NULL CHECK (length(content) BETWEEN 2 AND 100000),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
        {instant replaced_at} NOT NULL,
        PRIMARY KEY (subject, version)
    ){strict}",
)];
