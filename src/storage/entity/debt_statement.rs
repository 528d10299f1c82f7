//! Statements of construction debt.

use sea_orm::entity::prelude::*;

/// A statement in one version.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "debt_statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub round_id: Uuid,
    pub candidacy_id: Option<Uuid>,
    pub version: i32,
    pub as_of: Date,
    pub total: i64,
    pub planned: i64,
    pub arrears: i64,
    pub note: Option<String>,
    pub agency: String,
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
