//! OCOP products.

use sea_orm::entity::prelude::*;

/// A product.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ocop_product")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub producer_id: Uuid,
    pub name: String,
    pub category: String,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::ocop_producer::Entity",
        from = "Column::ProducerId",
        to = "super::ocop_producer::Column::Id"
    )]
    OcopProducer,
}

impl Related<super::ocop_producer::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::OcopProducer.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
