//! Decisions on candidacies, titles of areas, deferrals, re-assessments.
//!
//! New tables; no earlier row is touched. Candidacies that were decided before this migration have no decision.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 5] = [
    "decision",
    "decided_candidacy",
    "deferral",
    "area_title",
    "reassessment",
];

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
        "CREATE TABLE decision (
            {uuid id} PRIMARY KEY,
            {uuid province_id} NOT NULL REFERENCES area (id),
            number text NOT NULL CHECK (length(number) BETWEEN 1 AND 100),
            {day decided_on} NOT NULL,
            signer text NOT NULL CHECK (length(signer) BETWEEN 1 AND 200),
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            {instant recorded_at} NOT NULL
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX decision_number ON decision (province_id, number)"),
    Step::Both(
        "CREATE TABLE decided_candidacy (
            {uuid candidacy_id} PRIMARY KEY REFERENCES candidacy (id),
            {uuid decision_id} NOT NULL REFERENCES decision (id),
            outcome text NOT NULL CHECK (outcome IN ('RECOGNISED', 'REFUSED', 'DEFERRED')),
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            CHECK (outcome = 'RECOGNISED' OR reason IS NOT NULL)
        ){strict}",
    ),
    Step::Both("CREATE INDEX decided_candidacy_decision ON decided_candidacy (decision_id)"),
    Step::Both(
        "CREATE TABLE deferral (
            {uuid candidacy_id} PRIMARY KEY REFERENCES candidacy (id),
            {uuid successor_id} NOT NULL REFERENCES candidacy (id),
            reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
            {uuid deferred_by} NOT NULL REFERENCES account (id),
            {instant deferred_at} NOT NULL
        ){strict}",
    ),
    Step::Both("CREATE INDEX deferral_successor ON deferral (successor_id)"),
    Step::Both(
        "CREATE TABLE area_title (
            {uuid id} PRIMARY KEY,
            {uuid area_id} NOT NULL REFERENCES area (id),
            {code title} NOT NULL CHECK (title IN ('STANDARD', 'ADVANCED', 'MODEL', 'SUBSTANTIALLY_COMPLETE',
                'TASK_COMPLETED', 'CIVILISED_URBAN')),
            {day since},
            {day until},
            {uuid decision_id} REFERENCES decision (id),
            number text CHECK (length(number) BETWEEN 1 AND 100),
            {uuid carried_from} REFERENCES area_title (id),
            {uuid ended_by} REFERENCES decision (id),
            end_reason text CHECK (length(end_reason) BETWEEN 1 AND 4000),
            {instant recorded_at} NOT NULL,
            CHECK (until IS NULL OR since IS NULL OR until >= since),
            CHECK (ended_by IS NULL OR until IS NOT NULL)
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX area_title_held ON area_title (area_id, title) WHERE until IS NULL",
    ),
    Step::Both("CREATE INDEX area_title_area ON area_title (area_id, id)"),
    Step::Both(
        "CREATE TABLE reassessment (
            {uuid candidacy_id} NOT NULL REFERENCES candidacy (id),
            version integer NOT NULL CHECK (version >= 1),
            {bool still_meets} NOT NULL,
            {json failed} NOT NULL,
            note text CHECK (length(note) BETWEEN 1 AND 4000),
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            {instant recorded_at} NOT NULL,
            PRIMARY KEY (candidacy_id, version),
            CHECK (version = 1 OR note IS NOT NULL)
        ){strict}",
    ),
];
