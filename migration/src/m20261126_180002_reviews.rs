//! Doubts about responses, and answers that take the place of earlier ones.
//!
//! New table of reviews; no earlier row is touched. Corrections may also be of the kind AMEND: SQLite gets the table
//! anew with the same rows. Back again is refused where there is such a correction.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await?;
        run(manager, WITH_AMENDING).await?;
        run(manager, INDEXES).await?;
        run(manager, AMENDED_ONCE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(
            manager,
            &[
                Step::Both("DROP INDEX correction_amending"),
                Step::Both("DROP INDEX correction_amend"),
            ],
        )
        .await?;
        run(manager, WITHOUT_AMENDING).await?;
        run(manager, INDEXES).await?;
        run(manager, &[Step::Both("DROP TABLE response_review")]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[Step::Both(
    "CREATE TABLE response_review (
        {uuid survey_id} NOT NULL,
        {uuid response_id} NOT NULL,
        {bigint version} NOT NULL CHECK (version >= 1),
        state text NOT NULL CHECK (state IN ('ACCEPTED', 'QUESTIONED')),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
        {instant reviewed_at} NOT NULL,
        {uuid reviewed_by} NOT NULL REFERENCES account (id),
        PRIMARY KEY (survey_id, response_id, version),
        FOREIGN KEY (survey_id, response_id) REFERENCES response (survey_id, id)
    ){keyed}",
)];

/// The steps that make corrections of these kinds possible.
macro_rules! of_kinds {
    ($kinds:literal) => {
        &[
            Step::Sqlite("ALTER TABLE correction RENAME TO correction_before"),
            Step::Sqlite("DROP INDEX correction_void"),
            Step::Sqlite("DROP INDEX correction_standing"),
            Step::Sqlite(concat!(
                "CREATE TABLE correction (
                    {uuid survey_id} NOT NULL REFERENCES survey (id),
                    {bigint number} NOT NULL CHECK (number >= 1),
                    kind text NOT NULL CHECK (kind IN (",
                $kinds,
                ")),
                    {uuid response_id} NOT NULL,
                    {uuid rival_id},
                    choice text CHECK (choice IN ('KEEP_FIRST', 'TAKE_THIS')),
                    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 4000),
                    {instant made_at} NOT NULL,
                    {uuid made_by} NOT NULL REFERENCES account (id),
                    {instant confirmed_at},
                    {uuid confirmed_by} REFERENCES account (id),
                    {bigint superseded_by},
                    PRIMARY KEY (survey_id, number),
                    CONSTRAINT correction_choice CHECK ((kind = 'CHOICE') = (choice IS NOT NULL)),
                    CONSTRAINT correction_confirmed CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
                    CONSTRAINT correction_two CHECK (confirmed_by <> made_by)
                ){keyed}"
            )),
            Step::Sqlite(
                "INSERT INTO correction SELECT survey_id, number, kind, response_id, rival_id, choice, reason,
                    made_at, made_by, confirmed_at, confirmed_by, superseded_by FROM correction_before",
            ),
            Step::Sqlite("DROP TABLE correction_before"),
            Step::Postgres("ALTER TABLE correction DROP CONSTRAINT correction_kind_check"),
            Step::Postgres(concat!(
                "ALTER TABLE correction ADD CONSTRAINT correction_kind_check CHECK (kind IN (",
                $kinds,
                "))"
            )),
        ]
    };
}

const WITH_AMENDING: &[Step] = of_kinds!("'VOID', 'CHOICE', 'AMEND'");
const WITHOUT_AMENDING: &[Step] = of_kinds!("'VOID', 'CHOICE'");

/// SQLite's indexes went with the table that was replaced.
const INDEXES: &[Step] = &[
    Step::Sqlite(
        "CREATE UNIQUE INDEX correction_void ON correction (survey_id, response_id) WHERE kind = 'VOID'",
    ),
    Step::Sqlite(
        "CREATE UNIQUE INDEX correction_standing ON correction (survey_id, response_id)
            WHERE kind = 'CHOICE' AND superseded_by IS NULL",
    ),
];

/// One answer takes the place of a response, and takes the place of one.
const AMENDED_ONCE: &[Step] = &[
    Step::Both(
        "CREATE UNIQUE INDEX correction_amend ON correction (survey_id, response_id) WHERE kind = 'AMEND'",
    ),
    Step::Both(
        "CREATE UNIQUE INDEX correction_amending ON correction (survey_id, rival_id) WHERE kind = 'AMEND'",
    ),
];
