//! Figures of closed votes.

use sea_orm::entity::prelude::*;

/// A candidacy's figures.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "vote_result")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: Uuid,
    pub members: i64,
    pub present: i64,
    pub handed_out: i64,
    pub returned: i64,
    pub valid: i64,
    pub spoilt: i64,
    pub agree: i64,
    pub disagree: i64,
    pub abstain: i64,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::agenda_item::Entity",
        from = "Column::ItemId",
        to = "super::agenda_item::Column::Id"
    )]
    AgendaItem,
}

impl Related<super::agenda_item::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AgendaItem.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
