//! Versions of sets of rules, as documents.

use sea_orm::entity::prelude::*;

use super::documents::RegulationDocument;

/// A version of a set of rules.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "regulation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub version: i32,
    pub content: RegulationDocument,
    pub sha256: String,
    pub base_id: Option<Uuid>,
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    pub first_used_at: Option<DateTimeUtc>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
