//! Samples of direct checks.

use sea_orm::entity::prelude::*;

/// A sample: its seed, and its frame once it is drawn.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sample")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    pub seed: Vec<u8>,
    pub seed_sha256: String,
    pub committed_at: DateTimeUtc,
    pub committed_by: Uuid,
    pub frame_size: Option<i64>,
    pub frame_sha256: Option<String>,
    pub size: Option<i64>,
    pub drawn_at: Option<DateTimeUtc>,
    pub drawn_by: Option<Uuid>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
