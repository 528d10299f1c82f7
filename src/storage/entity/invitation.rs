//! Invitations of households that answer by themselves.

use sea_orm::entity::prelude::*;

/// A household's invitation; of its code, the keyed hash.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub survey_id: Uuid,
    pub hamlet_id: Uuid,
    pub household_code: String,
    pub code_hash: Vec<u8>,
    pub account_id: Uuid,
    pub made_at: DateTimeUtc,
    pub made_by: Option<Uuid>,
    pub revoked_at: Option<DateTimeUtc>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
