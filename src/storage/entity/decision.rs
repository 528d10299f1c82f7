//! Decisions on recognition.

use sea_orm::entity::prelude::*;

/// A decision.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub province_id: Uuid,
    pub number: String,
    pub decided_on: Date,
    pub signer: String,
    pub recorded_by: Uuid,
    pub recorded_at: DateTimeUtc,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
