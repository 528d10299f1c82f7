//! Count records of hamlets: how far the typing has come.

use sea_orm::entity::prelude::*;

use super::documents::CountWarnings;

/// The count record of a hamlet.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "count_record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub hamlet_id: Uuid,
    pub version: i64,
    pub state: String,
    pub first_entry: Option<i64>,
    pub second_entry: Option<i64>,
    pub last_entry: i64,
    pub warnings: CountWarnings,
    pub accepted_at: Option<DateTimeUtc>,
    pub accepted_by: Option<Uuid>,
    pub note: Option<String>,
    pub changed_at: DateTimeUtc,
    pub changed_by: Uuid,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
