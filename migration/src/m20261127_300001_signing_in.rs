//! Sessions at a browser, identities of a provider, administrators to be confirmed.
//!
//! New tables; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = ["sign_in", "identity", "admin_grant"];

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
        "CREATE TABLE sign_in (
            {uuid id} PRIMARY KEY,
            {bytes hash} NOT NULL CHECK (length(hash) = 32),
            {uuid token_id} NOT NULL REFERENCES token (id),
            {instant begun_at} NOT NULL,
            {instant idle_at} NOT NULL,
            {instant ends_at} NOT NULL,
            {bigint idle_seconds} NOT NULL CHECK (idle_seconds > 0)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX sign_in_hash ON sign_in (hash)"),
    Step::Both("CREATE INDEX sign_in_token ON sign_in (token_id)"),
    Step::Both(
        "CREATE TABLE identity (
            {uuid account_id} PRIMARY KEY REFERENCES account (id),
            issuer text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 500),
            subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
            {uuid token_id} NOT NULL REFERENCES token (id)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX identity_subject ON identity (issuer, subject)"),
    Step::Both(
        "CREATE TABLE admin_grant (
            {uuid id} PRIMARY KEY,
            {uuid token_id} NOT NULL REFERENCES token (id),
            {uuid account_id} NOT NULL REFERENCES account (id),
            {uuid asked_by} REFERENCES account (id),
            {instant asked_at} NOT NULL,
            {instant ends_at} NOT NULL,
            state text NOT NULL CHECK (state IN ('PENDING', 'CONFIRMED', 'REFUSED', 'ENDED')),
            {uuid decided_by} REFERENCES account (id),
            {instant decided_at},
            CHECK (decided_by <> account_id AND decided_by <> asked_by)
        ){strict}",
    ),
    Step::Both("CREATE INDEX admin_grant_token ON admin_grant (token_id)"),
    Step::Both(
        "CREATE UNIQUE INDEX admin_grant_pending ON admin_grant (token_id) WHERE state = 'PENDING'",
    ),
];
