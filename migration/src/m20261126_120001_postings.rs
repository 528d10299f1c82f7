//! Issued forms, postings, objections, verifications, and why results froze anew.
//!
//! New tables, and a column of `frozen_result` that is null in rows that are there: they were frozen when the
//! survey closed.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 4] = ["issued_forms", "posting", "objection", "verification"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &TABLES).await?;
        let reason = "ALTER TABLE frozen_result DROP COLUMN reason";
        run(manager, &[Step::Both(reason)]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    Step::Both("ALTER TABLE frozen_result ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 4000)"),
    Step::Both(
        "CREATE TABLE issued_forms (
            {uuid survey_id} NOT NULL,
            {uuid hamlet_id} NOT NULL,
            {bigint version} NOT NULL CHECK (version >= 1),
            {bigint issued} NOT NULL CHECK (issued BETWEEN 0 AND 2147483647),
            {bigint missing} NOT NULL CHECK (missing >= 0),
            reason text CHECK (length(reason) BETWEEN 1 AND 4000),
            {instant recorded_at} NOT NULL,
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            PRIMARY KEY (survey_id, hamlet_id, version),
            FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id),
            CONSTRAINT issued_forms_missing CHECK (missing <= issued),
            CONSTRAINT issued_forms_reason CHECK ((version = 1) = (reason IS NULL))
        ){keyed}",
    ),
    // What hangs out is one frozen revision; a newer posting of a survey takes the place of the one before.
    Step::Both(
        "CREATE TABLE posting (
            {uuid id} PRIMARY KEY,
            {uuid survey_id} NOT NULL,
            revision integer NOT NULL,
            {day hung_out_on} NOT NULL,
            {json places} NOT NULL,
            {instant recorded_at} NOT NULL,
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            FOREIGN KEY (survey_id, revision) REFERENCES frozen_result (survey_id, revision)
        ){strict}",
    ),
    Step::Both("CREATE INDEX posting_survey ON posting (survey_id, id)"),
    Step::Both(
        "CREATE TABLE objection (
            {uuid id} PRIMARY KEY,
            {uuid survey_id} NOT NULL REFERENCES survey (id),
            {bigint version} NOT NULL CHECK (version >= 1),
            {instant received_at} NOT NULL,
            topic text NOT NULL CHECK (length(topic) BETWEEN 1 AND 64),
            body text NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
            {instant recorded_at} NOT NULL,
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            {bool upheld},
            answer text CHECK (length(answer) BETWEEN 1 AND 4000),
            {instant answered_at},
            {uuid answered_by} REFERENCES account (id),
            revision integer,
            CONSTRAINT objection_answer CHECK (
                (upheld IS NULL) = (answer IS NULL) AND (upheld IS NULL) = (answered_at IS NULL)
                AND (upheld IS NULL) = (answered_by IS NULL) AND (revision IS NULL OR upheld IS NOT NULL)
            ),
            FOREIGN KEY (survey_id, revision) REFERENCES frozen_result (survey_id, revision)
        ){strict}",
    ),
    Step::Both("CREATE INDEX objection_survey ON objection (survey_id, id)"),
    Step::Both(
        "CREATE TABLE verification (
            {uuid id} PRIMARY KEY,
            {uuid survey_id} NOT NULL REFERENCES survey (id),
            subject text NOT NULL CHECK (subject IN ('RESIDENT_SURVEY', 'ORGANISATION_OPINIONS')),
            decision text NOT NULL CHECK (decision IN ('VERIFIED', 'RETURNED')),
            revision integer,
            points text NOT NULL,
            reasons text CHECK (length(reasons) BETWEEN 1 AND 4000),
            {instant decided_at} NOT NULL,
            {uuid decided_by} NOT NULL REFERENCES account (id),
            CONSTRAINT verification_reasons CHECK (decision = 'VERIFIED' OR reasons IS NOT NULL)
        ){strict}",
    ),
    Step::Both("CREATE INDEX verification_survey ON verification (survey_id, id)"),
];
