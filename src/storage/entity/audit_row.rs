//! What the entries of the audit vouch for: digests of rows, only ever added.

use sea_orm::entity::prelude::*;

/// The digest of a thing at the time of an entry.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_row")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub thing: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub turn: i64,
    pub digest: Option<Vec<u8>>,
    pub chain: Uuid,
    pub sequence: i64,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
