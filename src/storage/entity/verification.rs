//! The provincial Front's decisions on closed surveys.

use sea_orm::entity::prelude::*;

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "verification")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub survey_id: Uuid,
    pub subject: String,
    pub decision: String,
    pub revision: Option<i32>,
    pub points: String,
    pub reasons: Option<String>,
    pub decided_at: DateTimeUtc,
    pub decided_by: Uuid,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
