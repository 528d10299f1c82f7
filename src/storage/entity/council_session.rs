//! Sessions of the recognition council.

use sea_orm::entity::prelude::*;

/// A session.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "council_session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub round_id: Uuid,
    pub province_id: Uuid,
    pub held_on: Date,
    pub venue: String,
    pub mode: String,
    pub state: String,
    pub corrects_id: Option<Uuid>,
    pub correction_reason: Option<String>,
    pub version: i64,
    pub called_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
    pub changed_by: Uuid,
    pub changed_at: DateTimeUtc,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::area::Entity",
        from = "Column::ProvinceId",
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
