//! Households that were put on rosters or taken off.

use sea_orm::entity::prelude::*;

/// A change of a hamlet's roster.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roster_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hamlet_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub code: String,
    pub kind: String,
    pub reason: String,
    pub changed_at: DateTimeUtc,
    pub changed_by: Uuid,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
