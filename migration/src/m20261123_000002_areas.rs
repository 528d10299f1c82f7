//! Areas, their lineage, and the rosters of hamlets that keep one.
//!
//! New tables; no earlier row is touched.

use sea_orm_migration::prelude::*;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 3] = ["area", "area_lineage", "household"];

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
    // The containing units stand in every row, so that an area filter is one indexed comparison. The folded name
    // is for searching: SQLite's own folding knows no letter outside ASCII. Keys into the table itself can wait
    // for the end of a transaction, so that a copy may go row by row.
    Step::Both(
        "CREATE TABLE area (
            {uuid id} PRIMARY KEY,
            {code code} NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            folded_name text NOT NULL,
            level text NOT NULL CHECK (level IN ('PROVINCE', 'DISTRICT', 'COMMUNE', 'HAMLET')),
            kind text CHECK (kind IN ('COMMUNE', 'TOWNSHIP', 'WARD')),
            {uuid parent_id} REFERENCES area (id) DEFERRABLE,
            {uuid province_id} REFERENCES area (id) DEFERRABLE,
            {uuid district_id} REFERENCES area (id) DEFERRABLE,
            {uuid commune_id} REFERENCES area (id) DEFERRABLE,
            {bigint households} CHECK (households BETWEEN 0 AND 2147483647),
            {day valid_from},
            {day valid_until},
            CONSTRAINT area_days CHECK (valid_until >= valid_from),
            CONSTRAINT area_kind CHECK ((level = 'COMMUNE') = (kind IS NOT NULL)),
            CONSTRAINT area_place CHECK (CASE level
                WHEN 'PROVINCE' THEN
                    parent_id IS NULL AND province_id IS NULL AND district_id IS NULL AND commune_id IS NULL
                WHEN 'DISTRICT' THEN
                    parent_id IS NOT NULL AND province_id IS NOT NULL AND district_id IS NULL AND commune_id IS NULL
                WHEN 'COMMUNE' THEN
                    parent_id IS NOT NULL AND province_id IS NOT NULL AND commune_id IS NULL
                ELSE
                    parent_id IS NOT NULL AND province_id IS NOT NULL AND commune_id IS NOT NULL
                END)
        ){strict}",
    ),
    Step::Both("CREATE UNIQUE INDEX area_code_from ON area (code, valid_from)"),
    Step::Both("CREATE UNIQUE INDEX area_code_always ON area (code) WHERE valid_from IS NULL"),
    Step::Both("CREATE INDEX area_level ON area (level, code, id)"),
    Step::Both("CREATE INDEX area_parent ON area (parent_id)"),
    Step::Both("CREATE INDEX area_province ON area (province_id, level)"),
    Step::Both("CREATE INDEX area_district ON area (district_id, level)"),
    Step::Both("CREATE INDEX area_commune ON area (commune_id)"),
    Step::Both(
        "CREATE TABLE area_lineage (
            {uuid predecessor_id} NOT NULL REFERENCES area (id),
            {uuid successor_id} NOT NULL REFERENCES area (id),
            PRIMARY KEY (predecessor_id, successor_id),
            CONSTRAINT area_lineage_two CHECK (predecessor_id <> successor_id)
        ){keyed}",
    ),
    Step::Both("CREATE INDEX area_lineage_successor ON area_lineage (successor_id)"),
    Step::Both(
        "CREATE TABLE household (
            {uuid hamlet_id} NOT NULL REFERENCES area (id),
            {code code} NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
            PRIMARY KEY (hamlet_id, code)
        ){keyed}",
    ),
];
