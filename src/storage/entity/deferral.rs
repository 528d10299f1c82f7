//! Candidacies put off to a later round.

use sea_orm::entity::prelude::*;

/// A deferral.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deferral")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub candidacy_id: Uuid,
    pub successor_id: Uuid,
    pub reason: String,
    pub deferred_by: Uuid,
    pub deferred_at: DateTimeUtc,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
