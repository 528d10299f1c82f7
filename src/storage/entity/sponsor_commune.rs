//! Communes that a sponsor unit sponsors.

use sea_orm::entity::prelude::*;

/// A commune of a sponsor.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sponsor_commune")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sponsor_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub area_id: Uuid,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
