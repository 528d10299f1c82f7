//! Certification rounds.

use sea_orm::entity::prelude::*;

/// A round of a province.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "certification_round")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub province_id: Uuid,
    pub year: i32,
    pub ordinal: i32,
    pub name: String,
    pub regulation_id: Uuid,
    pub as_of: Date,
    pub created_at: DateTimeUtc,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
