//! What residents said: responses, those set aside, tallies and frozen results.
//!
//! New tables; no earlier row is touched. These are the tables that grow, and `survey_id` leads every key of
//! theirs, so that they can be spread over machines by survey one day. They name the account that sent a row
//! without a foreign key: its check on every row would buy nothing, since no account is ever deleted.
//! On PostgreSQL their foreign keys are a migration of their own, the next.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 4] = ["response", "set_aside", "tally", "frozen_result"];

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
        "CREATE TABLE response (
            {uuid survey_id} NOT NULL,
            {uuid id} NOT NULL,
            {uuid hamlet_id} NOT NULL,
            {bytes household_key} CHECK (length(household_key) = 32),
            household_code text CHECK (length(household_code) BETWEEN 1 AND 64),
            {instant collected_at} NOT NULL,
            {instant received_at} NOT NULL,
            {bool spoilt} NOT NULL,
            {json choices} NOT NULL,
            {json reasons},
            {json unjudged},
            comment text CHECK (length(comment) BETWEEN 1 AND 4000),
            {bytes fingerprint} NOT NULL CHECK (length(fingerprint) = 32),
            consent_version text CHECK (length(consent_version) <= 4000),
            {instant consent_at},
            {uuid account_id} NOT NULL,
            {instant voided_at},
            {uuid voided_by},
            void_reason text CHECK (length(void_reason) BETWEEN 1 AND 4000),
            PRIMARY KEY (survey_id, id),
            CONSTRAINT response_consent CHECK ((consent_version IS NULL) = (consent_at IS NULL)),
            CONSTRAINT response_void CHECK (
                (voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL)
            )
            {inline FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id)}
        ){strict}",
    ),
    // One counted response a household; a voided one stays on record and frees the place.
    Step::Both(
        "CREATE UNIQUE INDEX response_household ON response (survey_id, hamlet_id, household_key)
            WHERE voided_at IS NULL",
    ),
    Step::Both("CREATE INDEX response_comment ON response (survey_id, id) WHERE comment IS NOT NULL"),
    Step::Both(
        "CREATE TABLE set_aside (
            {uuid survey_id} NOT NULL,
            {uuid id} NOT NULL,
            {uuid hamlet_id} NOT NULL,
            {bytes household_key} CHECK (length(household_key) = 32),
            household_code text CHECK (length(household_code) BETWEEN 1 AND 64),
            {instant collected_at} NOT NULL,
            {instant received_at} NOT NULL,
            {bool spoilt} NOT NULL,
            {json answers} NOT NULL,
            comment text CHECK (length(comment) BETWEEN 1 AND 4000),
            {bytes fingerprint} NOT NULL CHECK (length(fingerprint) = 32),
            consent_version text CHECK (length(consent_version) <= 4000),
            {instant consent_at},
            code text NOT NULL CHECK (code IN ('HOUSEHOLD_ALREADY_ANSWERED', 'COLLECTED_OUTSIDE_WINDOW',
                'SURVEY_NOT_OPEN')),
            {uuid account_id} NOT NULL,
            PRIMARY KEY (survey_id, id),
            CONSTRAINT set_aside_consent CHECK ((consent_version IS NULL) = (consent_at IS NULL))
            {inline FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id)}
        ){strict}",
    ),
    Step::Both(
        "CREATE TABLE tally (
            {uuid survey_id} NOT NULL,
            {uuid hamlet_id} NOT NULL,
            {bigint collected} NOT NULL CHECK (collected >= 0),
            {bigint spoilt} NOT NULL CHECK (spoilt >= 0),
            {json counts} NOT NULL,
            PRIMARY KEY (survey_id, hamlet_id),
            CONSTRAINT tally_spoilt CHECK (spoilt <= collected)
            {inline FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id)}
        ){keyed}",
    ),
    Step::Both(
        "CREATE TABLE frozen_result (
            {uuid survey_id} NOT NULL,
            revision integer NOT NULL CHECK (revision >= 1),
            figures text NOT NULL,
            sha256 text NOT NULL CHECK (length(sha256) = 64),
            full_text text NOT NULL,
            {bytes salt} NOT NULL CHECK (length(salt) >= 16),
            {instant closed_at} NOT NULL,
            {uuid closed_by} NOT NULL,
            PRIMARY KEY (survey_id, revision)
            {inline FOREIGN KEY (survey_id) REFERENCES survey (id)}
        ){strict}",
    ),
];
