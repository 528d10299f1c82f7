//! Programs that want to be told of events.

use sea_orm::entity::prelude::*;

/// A program, and how far it has been told.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub url: String,
    pub secret: Vec<u8>,
    pub kinds: String,
    pub province_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub created_by: Uuid,
    pub told: i64,
    pub failures: i64,
    pub failing_since: Option<DateTimeUtc>,
    pub next_try_at: Option<DateTimeUtc>,
    pub claimed_until: Option<DateTimeUtc>,
    pub disabled_at: Option<DateTimeUtc>,
    pub last_failure: Option<String>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
