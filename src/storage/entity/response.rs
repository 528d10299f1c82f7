//! Accepted responses: counted, or voided since.

use sea_orm::entity::prelude::*;

use super::documents::{Answers, Choices, Reasons};

/// A response.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "response")]
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
    pub choices: Choices,
    pub reasons: Option<Reasons>,
    pub unjudged: Option<Answers>,
    pub comment: Option<String>,
    pub fingerprint: Vec<u8>,
    pub consent_version: Option<String>,
    pub consent_at: Option<DateTimeUtc>,
    pub account_id: Uuid,
    pub voided_at: Option<DateTimeUtc>,
    pub voided_by: Option<Uuid>,
    pub void_reason: Option<String>,
    pub entry: Option<i64>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
