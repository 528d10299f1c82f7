//! What became of residents' comments, version by version.

use sea_orm::entity::prelude::*;

/// What became of a comment.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment_handling")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub response_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub topic: String,
    pub status: String,
    pub reply: Option<String>,
    pub public_text: Option<String>,
    pub forwarded_to: Option<String>,
    pub due_on: Option<Date>,
    pub handled_at: DateTimeUtc,
    pub handled_by: Uuid,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
