//! Accounts, their access tokens, and the areas that each token speaks for.
//!
//! New tables; no earlier row is touched. A token's own text is nowhere here, its hash alone.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = ["account", "token", "token_area"];

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
        "CREATE TABLE account (
            {uuid id} PRIMARY KEY,
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            {instant created_at} NOT NULL
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX account_name ON account (name)"),
    Step::Both(
        "CREATE TABLE token (
            {uuid id} PRIMARY KEY,
            {uuid account_id} NOT NULL REFERENCES account (id),
            {bytes hash} NOT NULL CHECK (length(hash) = 32),
            {json roles} NOT NULL,
            agency text CHECK (length(agency) BETWEEN 1 AND 64),
            {instant created_at} NOT NULL,
            {instant expires_at},
            {instant revoked_at}
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX token_hash ON token (hash)"),
    Step::Both("CREATE INDEX token_account ON token (account_id)"),
    Step::Both(
        "CREATE TABLE token_area (
            {uuid token_id} NOT NULL REFERENCES token (id),
            {uuid area_id} NOT NULL REFERENCES area (id),
            PRIMARY KEY (token_id, area_id)
        ){keyed}",
    ),
];
