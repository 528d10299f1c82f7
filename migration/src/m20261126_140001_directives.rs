//! Notices with their numbered tasks, who owes each, and the reports on them.
//!
//! New tables; no earlier row is touched. A revised report is a new row: the highest version is the current one.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 5] = [
    "directive",
    "directive_task",
    "task_helper",
    "assignment",
    "assignment_report",
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
        "CREATE TABLE directive (
            {uuid id} PRIMARY KEY,
            {code code} NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
            {uuid province_id} NOT NULL REFERENCES area (id),
            number text NOT NULL CHECK (length(number) BETWEEN 1 AND 200),
            {day issued_on} NOT NULL,
            issuer text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 1000),
            signer text NOT NULL CHECK (length(signer) BETWEEN 1 AND 1000),
            title_vi text NOT NULL CHECK (length(title_vi) BETWEEN 1 AND 1000),
            title_en text NOT NULL CHECK (length(title_en) BETWEEN 1 AND 1000),
            sha256 text NOT NULL CHECK (length(sha256) = 64),
            {instant recorded_at} NOT NULL
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX directive_code ON directive (code)"),
    Step::Both(
        "CREATE TABLE directive_task (
            {uuid id} PRIMARY KEY,
            {uuid directive_id} NOT NULL REFERENCES directive (id),
            position integer NOT NULL CHECK (position >= 1),
            {code item} NOT NULL CHECK (length(item) BETWEEN 1 AND 64),
            each_of text CHECK (each_of IN ('DISTRICT', 'COMMUNE', 'CRITERION_AGENCY', 'SPONSOR')),
            text_vi text NOT NULL CHECK (length(text_vi) BETWEEN 1 AND 1000),
            text_en text NOT NULL CHECK (length(text_en) BETWEEN 1 AND 1000),
            {day due_before},
            deliverable text CHECK (deliverable IN ('CRITERION_APPRAISALS', 'DEBT_STATEMENT', 'FRONT_REPORT',
                'RECOGNITION_VOTE', 'REASSESSMENT_REPORT')),
            round_ordinal integer CHECK (round_ordinal BETWEEN 1 AND 100),
            CONSTRAINT directive_task_round CHECK ((deliverable IS NULL) = (round_ordinal IS NULL))
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX directive_task_item ON directive_task (directive_id, item)"),
    Step::Both(
        "CREATE TABLE task_helper (
            {uuid task_id} NOT NULL REFERENCES directive_task (id),
            {code agency} NOT NULL CHECK (length(agency) BETWEEN 1 AND 64),
            PRIMARY KEY (task_id, agency)
        ){keyed}",
    ),
    Step::Both(
        "CREATE TABLE assignment (
            {uuid id} PRIMARY KEY,
            {uuid task_id} NOT NULL REFERENCES directive_task (id),
            {code agency} CHECK (length(agency) BETWEEN 1 AND 64),
            {uuid area_id} REFERENCES area (id),
            CONSTRAINT assignment_owner CHECK ((agency IS NULL) <> (area_id IS NULL))
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX assignment_of_agency ON assignment (task_id, agency)"),
    Step::Both("CREATE UNIQUE INDEX assignment_of_area ON assignment (task_id, area_id)"),
    Step::Both("CREATE INDEX assignment_agency ON assignment (agency)"),
    Step::Both("CREATE INDEX assignment_area ON assignment (area_id)"),
    Step::Both(
        "CREATE TABLE assignment_report (
            {uuid id} PRIMARY KEY,
            {uuid assignment_id} NOT NULL REFERENCES assignment (id),
            version integer NOT NULL CHECK (version >= 1),
            {day received_on} NOT NULL,
            number text CHECK (length(number) BETWEEN 1 AND 200),
            summary text NOT NULL CHECK (length(summary) BETWEEN 1 AND 1000),
            {uuid document_id} REFERENCES document (id),
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            {instant recorded_at} NOT NULL,
            reason text CHECK (length(reason) BETWEEN 1 AND 1000),
            CONSTRAINT assignment_report_reason CHECK ((version = 1) = (reason IS NULL))
        ){strict}",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX assignment_report_version ON assignment_report (assignment_id, version)",
    ),
];
