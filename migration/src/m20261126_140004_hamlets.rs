//! Titles of hamlets, and sponsor units with the communes that they sponsor.
//!
//! New tables; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = ["hamlet_title", "sponsor", "sponsor_commune"];

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
        "CREATE TABLE hamlet_title (
            {uuid id} PRIMARY KEY,
            {uuid hamlet_id} NOT NULL REFERENCES area (id),
            title text NOT NULL CHECK (title IN ('MODEL_RESIDENTIAL_AREA', 'MODEL_GARDEN')),
            {day since} NOT NULL,
            decision text NOT NULL CHECK (length(decision) BETWEEN 1 AND 200),
            gardens integer CHECK (gardens BETWEEN 1 AND 100000),
            CONSTRAINT hamlet_title_gardens CHECK ((title = 'MODEL_GARDEN') = (gardens IS NOT NULL))
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX hamlet_title_since ON hamlet_title (hamlet_id, title, since)"),
    Step::Both(
        "CREATE TABLE sponsor (
            {uuid id} PRIMARY KEY,
            {code code} NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
            {uuid province_id} NOT NULL REFERENCES area (id),
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX sponsor_code ON sponsor (code)"),
    Step::Both(
        "CREATE TABLE sponsor_commune (
            {uuid sponsor_id} NOT NULL REFERENCES sponsor (id),
            {uuid area_id} NOT NULL REFERENCES area (id),
            PRIMARY KEY (sponsor_id, area_id)
        ){keyed}",
    ),
];
