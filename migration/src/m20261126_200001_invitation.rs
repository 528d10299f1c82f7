//! Invitations: households that answer by themselves, each with a code.
//!
//! New table; no earlier row is touched. Of a code only its keyed hash is kept.

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
        drop_tables(manager, &["invitation"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[
    Step::Both(
        "CREATE TABLE invitation (
            {uuid id} PRIMARY KEY,
            {uuid survey_id} NOT NULL REFERENCES survey (id),
            {uuid hamlet_id} NOT NULL REFERENCES area (id),
            {code household_code} NOT NULL CHECK (length(household_code) BETWEEN 1 AND 64),
            {bytes code_hash} NOT NULL CHECK (length(code_hash) = 32),
            {uuid account_id} NOT NULL REFERENCES account (id),
            {instant made_at} NOT NULL,
            {uuid made_by} REFERENCES account (id),
            {instant revoked_at}
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX invitation_code ON invitation (code_hash)"),
    // One code a household that can be used; those before it stay on record, revoked.
    Step::Both(
        "CREATE UNIQUE INDEX invitation_household ON invitation (survey_id, hamlet_id, household_code)
            WHERE revoked_at IS NULL",
    ),
];
