//! Scores of OCOP ratings.

use sea_orm::entity::prelude::*;

/// A score in one version.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ocop_score")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub rating_id: Uuid,
    pub step: String,
    pub version: i32,
    pub score: i32,
    pub rated_on: Date,
    pub recorded_by: Uuid,
    pub recorded_at: DateTimeUtc,
    pub reason: Option<String>,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::RecordedBy",
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
