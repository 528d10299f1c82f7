//! Sessions of people at a browser, by the hash of their secret.

use sea_orm::entity::prelude::*;

/// A session that lasts until it is idle, ends or is ended.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub hash: Vec<u8>,
    pub token_id: Uuid,
    pub begun_at: DateTimeUtc,
    pub idle_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub idle_seconds: i64,
    pub provider_session: Option<String>,
    pub provider_token: Option<String>,
    pub device: Option<String>,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::token::Entity",
        from = "Column::TokenId",
        to = "super::token::Column::Id"
    )]
    Token,
}

impl ActiveModelBehavior for ActiveModel {}
