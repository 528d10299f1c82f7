//! Enrolments of collectors.

use sea_orm::entity::prelude::*;

/// A collector's phone, set up for a survey.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "enrolment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub survey_id: Uuid,
    pub account_id: Uuid,
    pub token_id: Uuid,
    pub enrolled_at: DateTimeUtc,
    pub enrolled_by: Uuid,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
