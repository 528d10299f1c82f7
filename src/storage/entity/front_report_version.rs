//! Versions of the Front's reports.

use sea_orm::entity::prelude::*;

/// A version of a report.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "front_report_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub report_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub reported_on: Date,
    pub signer: String,
    pub content: String,
    pub sha256: String,
    pub reason: Option<String>,
    pub submitted_at: DateTimeUtc,
    pub submitted_by: Uuid,
    pub received_at: Option<DateTimeUtc>,
    pub received_by: Option<Uuid>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
