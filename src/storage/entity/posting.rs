//! Frozen results hung out for residents to see.

use sea_orm::entity::prelude::*;

use super::documents::Places;

/// A result that hangs out.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "posting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub survey_id: Uuid,
    pub revision: i32,
    pub hung_out_on: Date,
    pub places: Places,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
