//! What each device still holds of a survey.

use sea_orm::entity::prelude::*;

/// What a device held when it last told.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_queue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub device: String,
    pub still_queued: i64,
    pub reported_at: DateTimeUtc,
    pub clock_ahead_seconds: Option<i64>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
