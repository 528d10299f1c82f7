//! Counters of each hamlet of a survey.

use sea_orm::entity::prelude::*;

use super::documents::Counts;

/// A hamlet's counters, in the order of the form's layout.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tally")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub hamlet_id: Uuid,
    pub collected: i64,
    pub spoilt: i64,
    pub counts: Counts,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
