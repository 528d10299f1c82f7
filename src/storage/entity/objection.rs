//! Objections to posted results, and their answers.

use sea_orm::entity::prelude::*;

/// An objection.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "objection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub survey_id: Uuid,
    pub version: i64,
    pub received_at: DateTimeUtc,
    pub topic: String,
    pub body: String,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    pub upheld: Option<bool>,
    pub answer: Option<String>,
    pub answered_at: Option<DateTimeUtc>,
    pub answered_by: Option<Uuid>,
    pub revision: Option<i32>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
