//! Enrolments: which token sets up a collector's phone for a survey.
//!
//! New table; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["enrolment"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    Step::Both(
        "CREATE TABLE enrolment (
            {uuid id} PRIMARY KEY,
            {uuid survey_id} NOT NULL REFERENCES survey (id),
            {uuid account_id} NOT NULL REFERENCES account (id),
            {uuid token_id} NOT NULL REFERENCES token (id),
            {instant enrolled_at} NOT NULL,
            {uuid enrolled_by} NOT NULL REFERENCES account (id)
        ){strict}",
    ),
    Step::Both("CREATE INDEX enrolment_survey ON enrolment (survey_id, id)"),
    Step::Both("CREATE UNIQUE INDEX enrolment_token ON enrolment (token_id)"),
];
