//! Voids, and choices between a household's answers.

use sea_orm::entity::prelude::*;

/// A correction of a survey, by its number there.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "correction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub kind: String,
    pub response_id: Uuid,
    pub rival_id: Option<Uuid>,
    pub choice: Option<String>,
    pub reason: String,
    pub made_at: DateTimeUtc,
    pub made_by: Uuid,
    pub confirmed_at: Option<DateTimeUtc>,
    pub confirmed_by: Option<Uuid>,
    pub superseded_by: Option<i64>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
