//! Frozen dossiers, and who changed a candidacy last.
//!
//! New table. `candidacy` gets two columns, which stay empty in rows that are there: when and by whom they were
//! changed was not kept. The account has no foreign key, since SQLite couldn't drop such a column again.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["frozen_dossier"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &TABLES).await?;
        run(
            manager,
            &[
                Step::Both("ALTER TABLE candidacy DROP COLUMN changed_by"),
                Step::Both("ALTER TABLE candidacy DROP COLUMN changed_at"),
            ],
        )
        .await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    Step::Both(
        "CREATE TABLE frozen_dossier (
            {uuid candidacy_id} NOT NULL REFERENCES candidacy (id),
            revision integer NOT NULL CHECK (revision >= 1),
            content text NOT NULL,
            sha256 text NOT NULL CHECK (length(sha256) = 64),
            {uuid frozen_by} NOT NULL REFERENCES account (id),
            {instant frozen_at} NOT NULL,
            PRIMARY KEY (candidacy_id, revision)
        ){strict}",
    ),
    Step::Both("ALTER TABLE candidacy ADD COLUMN {instant changed_at}"),
    Step::Both("ALTER TABLE candidacy ADD COLUMN {uuid changed_by}"),
];
