//! PostgreSQL's foreign keys of the growing tables; SQLite's tables bear theirs.
//!
//! No row is changed; each is checked once. A step of its own, so that a database that is spread over machines
//! can have these tables distributed before the keys are added.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, ADD).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DROP).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const ADD: &[Step] = &[
    Step::Postgres(
        "ALTER TABLE response ADD CONSTRAINT response_hamlet
            FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id)",
    ),
    Step::Postgres(
        "ALTER TABLE set_aside ADD CONSTRAINT set_aside_hamlet
            FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id)",
    ),
    Step::Postgres(
        "ALTER TABLE tally ADD CONSTRAINT tally_hamlet
            FOREIGN KEY (survey_id, hamlet_id) REFERENCES survey_hamlet (survey_id, hamlet_id)",
    ),
    Step::Postgres(
        "ALTER TABLE frozen_result ADD CONSTRAINT frozen_result_survey
            FOREIGN KEY (survey_id) REFERENCES survey (id)",
    ),
];

const DROP: &[Step] = &[
    Step::Postgres("ALTER TABLE frozen_result DROP CONSTRAINT frozen_result_survey"),
    Step::Postgres("ALTER TABLE tally DROP CONSTRAINT tally_hamlet"),
    Step::Postgres("ALTER TABLE set_aside DROP CONSTRAINT set_aside_hamlet"),
    Step::Postgres("ALTER TABLE response DROP CONSTRAINT response_hamlet"),
];
