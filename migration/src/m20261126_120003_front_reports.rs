//! What became of residents' comments, and the Front's reports with their versions.
//!
//! New tables; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 4] = [
    "comment_handling",
    "front_report",
    "front_report_version",
    "front_report_conclusion",
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
        "CREATE TABLE comment_handling (
            {uuid survey_id} NOT NULL,
            {uuid response_id} NOT NULL,
            {bigint version} NOT NULL CHECK (version >= 1),
            topic text NOT NULL CHECK (length(topic) BETWEEN 1 AND 64),
            status text NOT NULL CHECK (status IN ('OPEN', 'FORWARDED', 'ANSWERED', 'SETTLED', 'NOTED')),
            reply text CHECK (length(reply) BETWEEN 1 AND 4000),
            public_text text CHECK (length(public_text) BETWEEN 1 AND 4000),
            {instant handled_at} NOT NULL,
            {uuid handled_by} NOT NULL REFERENCES account (id),
            PRIMARY KEY (survey_id, response_id, version),
            FOREIGN KEY (survey_id, response_id) REFERENCES response (survey_id, id)
        ){keyed}",
    ),
    Step::Both(
        "CREATE TABLE front_report (
            {uuid id} PRIMARY KEY,
            {uuid round_id} NOT NULL REFERENCES certification_round (id),
            number text NOT NULL CHECK (length(number) BETWEEN 1 AND 200),
            {instant created_at} NOT NULL
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX front_report_number ON front_report (round_id, number)"),
    Step::Both(
        "CREATE TABLE front_report_version (
            {uuid report_id} NOT NULL REFERENCES front_report (id),
            {bigint version} NOT NULL CHECK (version >= 1),
            {day reported_on} NOT NULL,
            signer text NOT NULL CHECK (length(signer) BETWEEN 1 AND 200),
            content text NOT NULL,
            sha256 text NOT NULL CHECK (length(sha256) = 64),
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            {instant submitted_at} NOT NULL,
            {uuid submitted_by} NOT NULL REFERENCES account (id),
            {instant received_at},
            {uuid received_by} REFERENCES account (id),
            PRIMARY KEY (report_id, version),
            CONSTRAINT front_report_version_reason CHECK ((version = 1) = (reason IS NULL)),
            CONSTRAINT front_report_version_received CHECK ((received_at IS NULL) = (received_by IS NULL))
        ){strict}",
    ),
    Step::Both(
        "CREATE TABLE front_report_conclusion (
            {uuid report_id} NOT NULL,
            {bigint version} NOT NULL,
            {uuid candidacy_id} NOT NULL REFERENCES candidacy (id),
            conclusion text NOT NULL CHECK (conclusion IN ('PROPOSED', 'PROPOSED_WITH_REMARKS', 'NOT_PROPOSED')),
            note text CHECK (length(note) BETWEEN 1 AND 4000),
            PRIMARY KEY (report_id, version, candidacy_id),
            FOREIGN KEY (report_id, version) REFERENCES front_report_version (report_id, version)
        ){keyed}",
    ),
    Step::Both("CREATE INDEX front_report_conclusion_candidacy ON front_report_conclusion (candidacy_id)"),
];
