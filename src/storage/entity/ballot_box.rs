//! Boxes of ballots cast at a screen: who voted, and three numbers.

use sea_orm::entity::prelude::*;

use super::documents::Ids;

/// A box.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ballot_box")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub item_id: Uuid,
    pub voted: Ids,
    pub agree: i64,
    pub disagree: i64,
    pub abstain: i64,
}

/// No parent is read along with a row.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
