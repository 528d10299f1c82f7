//! Documents that prove something, and what they are attached to.
//!
//! New tables; no earlier row is touched. A content is stored once, under its SHA-256. A subject is any thing of a
//! dossier, whose table is not named: so there is no foreign key to it.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = ["document_content", "document", "attachment"];

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
        "CREATE TABLE document_content (
            {code sha256} PRIMARY KEY CHECK (length(sha256) = 64),
            {bytes content} NOT NULL CHECK (length(content) >= 1)
        ){strict}",
    ),
    Step::Both(
        "CREATE TABLE document (
            {uuid id} PRIMARY KEY,
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            media_type text NOT NULL,
            {bigint size} NOT NULL CHECK (size >= 1),
            {code sha256} NOT NULL REFERENCES document_content (sha256),
            {uuid uploaded_by} NOT NULL REFERENCES account (id),
            {instant uploaded_at} NOT NULL
        ){strict}",
    ),
    Step::Both(
        "CREATE TABLE attachment (
            {uuid subject_id} NOT NULL,
            {uuid document_id} NOT NULL REFERENCES document (id),
            {uuid round_id} REFERENCES certification_round (id),
            {uuid candidacy_id} REFERENCES candidacy (id),
            {code agency} CHECK (length(agency) BETWEEN 1 AND 64),
            PRIMARY KEY (subject_id, document_id)
        ){keyed}",
    ),
    Step::Both("CREATE INDEX attachment_document ON attachment (document_id)"),
];
