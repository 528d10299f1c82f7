//! Administrative units, each with the units that contain it.

use sea_orm::entity::prelude::*;

/// A unit during the days it existed.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "area")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub folded_name: String,
    pub level: String,
    pub kind: Option<String>,
    pub parent_id: Option<Uuid>,
    pub province_id: Option<Uuid>,
    pub district_id: Option<Uuid>,
    pub commune_id: Option<Uuid>,
    pub households: Option<i64>,
    pub valid_from: Option<Date>,
    pub valid_until: Option<Date>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
