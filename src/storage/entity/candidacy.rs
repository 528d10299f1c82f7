//! Candidacies: an area, a title, a round.

use sea_orm::entity::prelude::*;

/// A candidacy.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "candidacy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub round_id: Uuid,
    pub area_id: Uuid,
    pub title: String,
    pub purpose: String,
    pub state: String,
    pub version: i64,
    pub simulated: bool,
    pub created_at: DateTimeUtc,
    pub changed_at: Option<DateTimeUtc>,
    pub changed_by: Option<Uuid>,
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
