//! What accounts counted of a ballot.

use sea_orm::entity::prelude::*;

use super::documents::SheetDocument;

/// A sheet.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ballot_sheet")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub step: String,
    pub account_id: Uuid,
    pub version: i32,
    pub figures: SheetDocument,
    pub reason: Option<String>,
    pub recorded_at: DateTimeUtc,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
