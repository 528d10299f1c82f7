//! Dossiers as they were frozen.

use sea_orm::entity::prelude::*;

/// A revision of a frozen dossier.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "frozen_dossier")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub candidacy_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    pub content: String,
    pub sha256: String,
    pub frozen_by: Uuid,
    pub frozen_at: DateTimeUtc,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::FrozenBy",
        to = "super::account::Column::Id"
    )]
    Account,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
