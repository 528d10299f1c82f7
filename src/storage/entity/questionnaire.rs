//! Versions of survey forms, as documents.

use sea_orm::entity::prelude::*;

use super::documents::QuestionnaireDocument;

/// A version of a form.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "questionnaire")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub version: i32,
    pub content: QuestionnaireDocument,
    pub sha256: String,
    pub first_used_at: Option<DateTimeUtc>,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
