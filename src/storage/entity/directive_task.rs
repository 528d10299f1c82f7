//! Numbered tasks of notices.

use sea_orm::entity::prelude::*;

/// A task.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "directive_task")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub directive_id: Uuid,
    pub position: i32,
    pub item: String,
    pub each_of: Option<String>,
    pub text_vi: String,
    pub text_en: String,
    pub due_before: Option<Date>,
    pub deliverable: Option<String>,
    pub round_ordinal: Option<i32>,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::directive::Entity",
        from = "Column::DirectiveId",
        to = "super::directive::Column::Id"
    )]
    Directive,
}

impl Related<super::directive::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Directive.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
