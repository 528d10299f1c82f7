//! Regulations and questionnaires: dated, versioned documents, kept as data.
//!
//! New tables; no earlier row is touched. Their content is added by the services, since history must not
//! follow what today's program bundles.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 2] = ["regulation", "questionnaire"];

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
        "CREATE TABLE regulation (
            {uuid id} PRIMARY KEY,
            {code code} NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
            version integer NOT NULL CHECK (version >= 1),
            {json content} NOT NULL,
            sha256 text NOT NULL CHECK (length(sha256) = 64),
            {uuid base_id} REFERENCES regulation (id) DEFERRABLE,
            {day valid_from} NOT NULL,
            {day valid_until},
            {instant first_used_at},
            CONSTRAINT regulation_days CHECK (valid_until >= valid_from)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX regulation_version ON regulation (code, version)"),
    Step::Both(
        "CREATE TABLE questionnaire (
            {uuid id} PRIMARY KEY,
            {code code} NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
            version integer NOT NULL CHECK (version >= 1),
            {json content} NOT NULL,
            sha256 text NOT NULL CHECK (length(sha256) = 64),
            {instant first_used_at}
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX questionnaire_version ON questionnaire (code, version)"),
];
