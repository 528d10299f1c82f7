//! Accounts can be locked: nobody signs in by one, and none of its tokens is taken.
//!
//! None of those that are there is.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let step = "ALTER TABLE account ADD COLUMN {instant disabled_at}";
        run(manager, &[Step::Both(step)]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let step = "ALTER TABLE account DROP COLUMN disabled_at";
        run(manager, &[Step::Both(step)]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
