//! Forms stored whole and counted nowhere.

use sea_orm::entity::prelude::*;

use super::documents::Answers;

/// A form set aside.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "set_aside")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub hamlet_id: Uuid,
    pub household_key: Option<Vec<u8>>,
    pub household_code: Option<String>,
    pub collected_at: DateTimeUtc,
    pub received_at: DateTimeUtc,
    pub spoilt: bool,
    pub answers: Answers,
    pub comment: Option<String>,
    pub fingerprint: Vec<u8>,
    pub consent_version: Option<String>,
    pub consent_at: Option<DateTimeUtc>,
    pub code: String,
    pub account_id: Uuid,
    pub entry: Option<i64>,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::area::Entity",
        from = "Column::HamletId",
        to = "super::area::Column::Id"
    )]
    Area,
}

impl Related<super::area::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Area.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
