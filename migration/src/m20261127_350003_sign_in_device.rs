//! Sessions know what they were begun on, so that their owner tells them apart.
//!
//! Of those that are there it isn't known.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let step = "ALTER TABLE sign_in ADD COLUMN device text
            CHECK (length(device) BETWEEN 1 AND 60)";
        run(manager, &[Step::Both(step)]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let step = "ALTER TABLE sign_in DROP COLUMN device";
        run(manager, &[Step::Both(step)]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
