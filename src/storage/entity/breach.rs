//! The register of breaches, version by version.

use sea_orm::entity::prelude::*;

/// A version of a breach.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "breach")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i64,
    pub version: i64,
    pub occurred_at: Option<DateTimeUtc>,
    pub discovered_at: DateTimeUtc,
    pub description: String,
    pub affected: Option<i64>,
    pub measures: Option<String>,
    pub notified_at: Option<DateTimeUtc>,
    pub late_reason: Option<String>,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
