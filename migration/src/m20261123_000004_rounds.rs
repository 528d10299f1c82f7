//! Certification rounds, what each asks for by when, and plans of mergers.
//!
//! New tables; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 4] = [
    "certification_round",
    "deadline",
    "merger_plan",
    "merger_plan_commune",
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
        "CREATE TABLE certification_round (
            {uuid id} PRIMARY KEY,
            {uuid province_id} NOT NULL REFERENCES area (id),
            year integer NOT NULL CHECK (year BETWEEN 1900 AND 9999),
            ordinal integer NOT NULL CHECK (ordinal >= 1),
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            {uuid regulation_id} NOT NULL REFERENCES regulation (id),
            {day as_of} NOT NULL,
            {instant created_at} NOT NULL
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX certification_round_ordinal ON certification_round (province_id, year, ordinal)",
    ),
    Step::Both(
        "CREATE TABLE deadline (
            {uuid round_id} NOT NULL REFERENCES certification_round (id),
            {code deliverable} NOT NULL CHECK (deliverable IN ('CRITERION_APPRAISALS', 'DEBT_STATEMENT',
                'FRONT_REPORT', 'RECOGNITION_VOTE', 'REASSESSMENT_REPORT')),
            {day due_before} NOT NULL,
            PRIMARY KEY (round_id, deliverable)
        ){keyed}",
    ),
    Step::Both(
        "CREATE TABLE merger_plan (
            {uuid id} PRIMARY KEY,
            {uuid province_id} NOT NULL REFERENCES area (id),
            number text NOT NULL CHECK (length(number) BETWEEN 1 AND 100),
            {day approved_on} NOT NULL,
            approved_by text NOT NULL CHECK (length(approved_by) BETWEEN 1 AND 200)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX merger_plan_number ON merger_plan (province_id, number)"),
    Step::Both(
        "CREATE TABLE merger_plan_commune (
            {uuid plan_id} NOT NULL REFERENCES merger_plan (id),
            {uuid area_id} NOT NULL REFERENCES area (id),
            PRIMARY KEY (plan_id, area_id)
        ){keyed}",
    ),
    Step::Both("CREATE INDEX merger_plan_commune_area ON merger_plan_commune (area_id)"),
];
