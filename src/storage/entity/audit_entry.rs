//! The audit: entries are added and never changed.

use sea_orm::entity::prelude::*;

/// What was done, by whom and when.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: DateTimeUtc,
    pub survey_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub role: Option<String>,
    pub action: String,
    pub subject: Option<String>,
    pub details: Json,
    pub request_id: Option<String>,
    pub chain: Option<Uuid>,
    pub sequence: Option<i64>,
    pub previous: Option<Vec<u8>>,
    pub rows_hash: Option<Vec<u8>>,
    pub hash: Option<Vec<u8>>,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::AccountId",
        to = "super::account::Column::Id"
    )]
    Account,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
