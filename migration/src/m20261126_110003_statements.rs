//! Opinions of organisations, construction debt, and agencies' statements.
//!
//! New tables; no earlier row is touched. A revision is a new row: the highest version is the current one.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = [
    "organisation_opinion",
    "debt_statement",
    "condition_statement",
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
        "CREATE TABLE organisation_opinion (
            {uuid id} PRIMARY KEY,
            {uuid candidacy_id} NOT NULL REFERENCES candidacy (id),
            level text NOT NULL CHECK (level IN ('PROVINCE', 'DISTRICT', 'COMMUNE')),
            organisation text NOT NULL CHECK (organisation IN ('TRADE_UNION', 'FARMERS_UNION', 'YOUTH_UNION',
                'WOMENS_UNION', 'VETERANS_ASSOCIATION', 'OTHER')),
            other_name text NOT NULL CHECK (length(other_name) <= 200),
            version integer NOT NULL CHECK (version >= 1),
            {bool agrees} NOT NULL,
            note text CHECK (length(note) BETWEEN 1 AND 4000),
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            {instant recorded_at} NOT NULL,
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            CONSTRAINT organisation_opinion_name CHECK ((organisation = 'OTHER') = (other_name <> '')),
            CONSTRAINT organisation_opinion_reason CHECK ((version = 1) = (reason IS NULL))
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX organisation_opinion_version
            ON organisation_opinion (candidacy_id, level, organisation, other_name, version)",
    ),
    Step::Both(
        "CREATE TABLE debt_statement (
            {uuid id} PRIMARY KEY,
            {uuid round_id} NOT NULL REFERENCES certification_round (id),
            {uuid candidacy_id} REFERENCES candidacy (id),
            version integer NOT NULL CHECK (version >= 1),
            {day as_of} NOT NULL,
            {bigint total} NOT NULL CHECK (total BETWEEN 0 AND 999999999999999999),
            {bigint planned} NOT NULL CHECK (planned BETWEEN 0 AND 999999999999999999),
            {bigint arrears} NOT NULL CHECK (arrears BETWEEN 0 AND 999999999999999999),
            note text CHECK (length(note) BETWEEN 1 AND 4000),
            {code agency} NOT NULL CHECK (length(agency) BETWEEN 1 AND 64),
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            {instant recorded_at} NOT NULL,
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            CONSTRAINT debt_statement_sum CHECK (planned + arrears = total),
            CONSTRAINT debt_statement_reason CHECK ((version = 1) = (reason IS NULL))
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX debt_statement_version ON debt_statement (candidacy_id, version)
            WHERE candidacy_id IS NOT NULL",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX debt_statement_province ON debt_statement (round_id, version)
            WHERE candidacy_id IS NULL",
    ),
    Step::Both(
        "CREATE TABLE condition_statement (
            {uuid id} PRIMARY KEY,
            {uuid candidacy_id} NOT NULL REFERENCES candidacy (id),
            {code condition} NOT NULL CHECK (length(condition) BETWEEN 1 AND 64),
            version integer NOT NULL CHECK (version >= 1),
            {bool met} NOT NULL,
            note text CHECK (length(note) BETWEEN 1 AND 4000),
            {code agency} NOT NULL CHECK (length(agency) BETWEEN 1 AND 64),
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            {instant recorded_at} NOT NULL,
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            CONSTRAINT condition_statement_reason CHECK ((version = 1) = (reason IS NULL))
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX condition_statement_version ON condition_statement (candidacy_id, condition, version)",
    ),
];
