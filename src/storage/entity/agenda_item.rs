//! Candidacies on the agenda of a session.

use sea_orm::entity::prelude::*;

use super::documents::Texts;

/// An item.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub candidacy_id: Uuid,
    pub position: i32,
    pub failed: Texts,
    pub reason: Option<String>,
    pub put_by: Uuid,
    pub put_at: DateTimeUtc,
    pub taken_off_at: Option<DateTimeUtc>,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::council_session::Entity",
        from = "Column::SessionId",
        to = "super::council_session::Column::Id"
    )]
    CouncilSession,
}

impl Related<super::council_session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CouncilSession.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
