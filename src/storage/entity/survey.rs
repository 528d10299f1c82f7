//! Satisfaction surveys.

use sea_orm::entity::prelude::*;

/// A survey of a candidacy.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "survey")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub candidacy_id: Uuid,
    pub area_id: Uuid,
    pub kind: String,
    pub questionnaire_id: Uuid,
    pub state: String,
    pub version: i64,
    pub opens_at: DateTimeUtc,
    pub closes_at: DateTimeUtc,
    pub closing_began_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub published_on: Option<Date>,
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
