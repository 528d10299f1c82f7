//! Sessions know the provider's own session, so that it can end them.
//!
//! Sessions that are there stay, and are ended by the person's name alone. A new table holds which tokens of a
//! provider were taken, as long as they could come again.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &[Step] = &[
    Step::Both(
        "ALTER TABLE sign_in ADD COLUMN provider_session text
            CHECK (length(provider_session) BETWEEN 1 AND 255)",
    ),
    Step::Both(
        "ALTER TABLE sign_in ADD COLUMN provider_token text
            CHECK (length(provider_token) BETWEEN 1 AND 4096)",
    ),
    Step::Both("CREATE INDEX sign_in_provider ON sign_in (provider_session)"),
    Step::Both(
        "CREATE TABLE logout_token (
            {bytes hash} PRIMARY KEY CHECK (length(hash) = 32),
            {instant ends_at} NOT NULL
        ){strict}",
    ),
];

const DOWN: &[Step] = &[
    Step::Both("DROP TABLE logout_token"),
    Step::Both("DROP INDEX sign_in_provider"),
    Step::Both("ALTER TABLE sign_in DROP COLUMN provider_token"),
    Step::Both("ALTER TABLE sign_in DROP COLUMN provider_session"),
];
