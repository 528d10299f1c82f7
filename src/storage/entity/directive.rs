//! Notices of the steering committee.

use sea_orm::entity::prelude::*;

/// A notice.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "directive")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub province_id: Uuid,
    pub number: String,
    pub issued_on: Date,
    pub issuer: String,
    pub signer: String,
    pub title_vi: String,
    pub title_en: String,
    pub sha256: String,
    pub recorded_at: DateTimeUtc,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
