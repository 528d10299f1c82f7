//! Tokens by which a provider has signed people out, by their hash.

use sea_orm::entity::prelude::*;

/// A token that was taken, kept until it is too old to be taken again.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "logout_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    pub ends_at: DateTimeUtc,
}

/// It belongs to nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
