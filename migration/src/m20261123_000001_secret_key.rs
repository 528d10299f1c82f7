//! Secret keys that every process on a database and every restore of it share.
//!
//! New table; no earlier row is touched. Makes the key `submission`, under which fingerprints of responses and
//! keys of households are worked out. It is never made anew: with another key no repeat would be known again.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::sql::{Step, drop_tables, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const KEY_BYTES: usize = 32;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    #[expect(
        clippy::disallowed_methods,
        reason = "keys are made when the database is, and this room knows no `Chance`"
    )]
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STEPS).await?;
        let mut value = [0_u8; KEY_BYTES];
        getrandom::fill(&mut value)
            .map_err(|error| DbErr::Migration(format!("no randomness: {error}")))?;
        let mut insert = Query::insert();
        insert
            .into_table("secret_key")
            .columns(["name", "value"])
            .values([Expr::val("submission"), Expr::val(value.to_vec())])
            .map_err(|error| DbErr::Migration(error.to_string()))?;
        manager.get_connection().execute(&insert).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["secret_key"]).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const STEPS: &[Step] = &[Step::Both(
    "CREATE TABLE secret_key (
        name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64),
        {bytes value} NOT NULL CHECK (length(value) >= 32)
    ){keyed}",
)];
