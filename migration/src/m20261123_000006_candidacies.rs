//! Candidacies: one area that asks for one title in one round.
//!
//! New table; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 1] = ["candidacy"];

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
        "CREATE TABLE candidacy (
            {uuid id} PRIMARY KEY,
            {uuid round_id} NOT NULL REFERENCES certification_round (id),
            {uuid area_id} NOT NULL REFERENCES area (id),
            {code title} NOT NULL CHECK (title IN ('STANDARD', 'ADVANCED', 'MODEL', 'SUBSTANTIALLY_COMPLETE',
                'TASK_COMPLETED', 'CIVILISED_URBAN')),
            purpose text NOT NULL CHECK (purpose IN ('RECOGNITION', 'REASSESSMENT')),
            state text NOT NULL CHECK (state IN ('NOMINATED', 'APPRAISING', 'READY', 'VOTED', 'RECOGNISED',
                'REFUSED', 'DEFERRED', 'WITHDRAWN')),
            {bigint version} NOT NULL CHECK (version >= 1),
            {bool simulated} NOT NULL,
            {instant created_at} NOT NULL
        ){strict}",
    ),
    // Who withdrew may come again in the same round.
    Step::Both(
        "CREATE UNIQUE INDEX candidacy_once ON candidacy (round_id, area_id, title, purpose)
            WHERE state <> 'WITHDRAWN'",
    ),
    Step::Both("CREATE INDEX candidacy_round ON candidacy (round_id, id)"),
    Step::Both("CREATE INDEX candidacy_area ON candidacy (area_id, id)"),
];
