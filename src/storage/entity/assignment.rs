//! Tasks that one agency or one area owes.

use sea_orm::entity::prelude::*;

/// An assignment.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub task_id: Uuid,
    pub agency: Option<String>,
    pub area_id: Option<Uuid>,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::directive_task::Entity",
        from = "Column::TaskId",
        to = "super::directive_task::Column::Id"
    )]
    DirectiveTask,
    #[sea_orm(
        belongs_to = "super::area::Entity",
        from = "Column::AreaId",
        to = "super::area::Column::Id"
    )]
    Area,
}

impl Related<super::directive_task::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::DirectiveTask.def()
    }
}

impl Related<super::area::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Area.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
