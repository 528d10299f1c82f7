//! Matched comparisons of direct checks.

use sea_orm::entity::prelude::*;

/// The one frozen table of a direct check.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "matched_table")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    pub main_survey_id: Uuid,
    pub made_at: DateTimeUtc,
    pub content: String,
    pub sha256: String,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
