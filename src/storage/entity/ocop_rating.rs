//! Ratings of OCOP products, one a year.

use sea_orm::entity::prelude::*;

/// A rating.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ocop_rating")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub product_id: Uuid,
    pub year: i32,
    pub state: String,
    pub version: i32,
    pub stars: Option<i32>,
    pub published_on: Option<Date>,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::ocop_product::Entity",
        from = "Column::ProductId",
        to = "super::ocop_product::Column::Id"
    )]
    OcopProduct,
}

impl Related<super::ocop_product::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::OcopProduct.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
