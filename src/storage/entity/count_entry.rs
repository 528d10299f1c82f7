//! What accounts typed of the count records of hamlets, sheet by sheet.

use sea_orm::entity::prelude::*;

use super::documents::CountDocument;

/// A sheet of figures.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "count_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub hamlet_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub figures: CountDocument,
    pub salt: Vec<u8>,
    pub reason: Option<String>,
    pub typed_at: DateTimeUtc,
    pub typed_by: Uuid,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
