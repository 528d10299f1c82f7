//! OCOP products with their producers, and their ratings in two steps.
//!
//! New tables; no earlier row is touched. A score that is put right is a new row: the highest version is the current one.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 4] = ["ocop_producer", "ocop_product", "ocop_rating", "ocop_score"];

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
        "CREATE TABLE ocop_producer (
            {uuid id} PRIMARY KEY,
            {uuid area_id} NOT NULL REFERENCES area (id),
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX ocop_producer_name ON ocop_producer (area_id, name)"),
    Step::Both(
        "CREATE TABLE ocop_product (
            {uuid id} PRIMARY KEY,
            {uuid producer_id} NOT NULL REFERENCES ocop_producer (id),
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            {code category} NOT NULL CHECK (length(category) BETWEEN 1 AND 64)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX ocop_product_name ON ocop_product (producer_id, name)"),
    Step::Both(
        "CREATE TABLE ocop_rating (
            {uuid id} PRIMARY KEY,
            {uuid product_id} NOT NULL REFERENCES ocop_product (id),
            year integer NOT NULL CHECK (year BETWEEN 2018 AND 2200),
            state text NOT NULL CHECK (state IN ('PROPOSED', 'DISTRICT_RATED', 'PROVINCE_RATED', 'PUBLISHED')),
            version integer NOT NULL CHECK (version >= 1),
            stars integer CHECK (stars BETWEEN 1 AND 5),
            {day published_on},
            CONSTRAINT ocop_rating_stars CHECK ((state IN ('PROVINCE_RATED', 'PUBLISHED')) = (stars IS NOT NULL)),
            CONSTRAINT ocop_rating_published CHECK ((state = 'PUBLISHED') = (published_on IS NOT NULL)),
            CONSTRAINT ocop_rating_public CHECK (state <> 'PUBLISHED' OR stars >= 3)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX ocop_rating_year ON ocop_rating (product_id, year)"),
    Step::Both("CREATE INDEX ocop_rating_list ON ocop_rating (year, id)"),
    Step::Both(
        "CREATE TABLE ocop_score (
            {uuid id} PRIMARY KEY,
            {uuid rating_id} NOT NULL REFERENCES ocop_rating (id),
            step text NOT NULL CHECK (step IN ('DISTRICT', 'PROVINCE')),
            version integer NOT NULL CHECK (version >= 1),
            score integer NOT NULL CHECK (score BETWEEN 0 AND 10000),
            {day rated_on} NOT NULL,
            {uuid recorded_by} NOT NULL REFERENCES account (id),
            {instant recorded_at} NOT NULL,
            reason text CHECK (length(reason) BETWEEN 1 AND 1000),
            CONSTRAINT ocop_score_reason CHECK ((version = 1) = (reason IS NULL))
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX ocop_score_version ON ocop_score (rating_id, step, version)"),
];
