//! Titles that areas hold or held.

use sea_orm::entity::prelude::*;

/// A title.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "area_title")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub area_id: Uuid,
    pub title: String,
    pub since: Option<Date>,
    pub until: Option<Date>,
    pub decision_id: Option<Uuid>,
    pub number: Option<String>,
    pub carried_from: Option<Uuid>,
    pub ended_by: Option<Uuid>,
    pub end_reason: Option<String>,
    pub recorded_at: DateTimeUtc,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::area::Entity",
        from = "Column::AreaId",
        to = "super::area::Column::Id"
    )]
    Area,
}

impl Related<super::area::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Area.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
