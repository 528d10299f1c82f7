//! Satisfaction surveys, their hamlets, and collectors that a direct check names.
//!
//! New tables; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = ["survey", "survey_hamlet", "survey_collector"];

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
        "CREATE TABLE survey (
            {uuid id} PRIMARY KEY,
            {uuid candidacy_id} NOT NULL REFERENCES candidacy (id),
            {uuid area_id} NOT NULL REFERENCES area (id),
            kind text NOT NULL CHECK (kind IN ('COLLECTION', 'DIRECT_CHECK')),
            {uuid questionnaire_id} NOT NULL REFERENCES questionnaire (id),
            state text NOT NULL CHECK (state IN ('DRAFT', 'OPEN', 'CLOSING', 'CLOSED', 'VERIFIED', 'RETURNED')),
            {bigint version} NOT NULL CHECK (version >= 1),
            {instant opens_at} NOT NULL,
            {instant closes_at} NOT NULL,
            {instant closing_began_at},
            {instant created_at} NOT NULL,
            {day published_on},
            CONSTRAINT survey_times CHECK (opens_at < closes_at)
        ){strict}",
    ),
    // One collection a candidacy; direct checks as many as the province orders.
    Step::Both("CREATE UNIQUE INDEX survey_collection ON survey (candidacy_id) WHERE kind = 'COLLECTION'"),
    Step::Both("CREATE INDEX survey_candidacy ON survey (candidacy_id, id)"),
    Step::Both("CREATE INDEX survey_area ON survey (area_id, id)"),
    Step::Both("CREATE INDEX survey_state ON survey (state, id)"),
    // `households` is null until the survey opens; until then the registered ones count, unless they were given.
    Step::Both(
        "CREATE TABLE survey_hamlet (
            {uuid survey_id} NOT NULL REFERENCES survey (id),
            {uuid hamlet_id} NOT NULL REFERENCES area (id),
            {bigint households} CHECK (households BETWEEN 0 AND 2147483647),
            {bool given} NOT NULL,
            PRIMARY KEY (survey_id, hamlet_id)
        ){keyed}",
    ),
    Step::Both("CREATE INDEX survey_hamlet_hamlet ON survey_hamlet (hamlet_id)"),
    Step::Both(
        "CREATE TABLE survey_collector (
            {uuid survey_id} NOT NULL REFERENCES survey (id),
            {uuid account_id} NOT NULL REFERENCES account (id),
            PRIMARY KEY (survey_id, account_id)
        ){keyed}",
    ),
    Step::Both("CREATE INDEX survey_collector_account ON survey_collector (account_id)"),
];
