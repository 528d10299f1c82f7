//! Departments' findings on criteria.

use sea_orm::entity::prelude::*;

/// A finding in one version.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "criterion_appraisal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub candidacy_id: Uuid,
    pub criterion: String,
    pub version: i32,
    pub met: bool,
    pub score: Option<i32>,
    pub value: Option<String>,
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
