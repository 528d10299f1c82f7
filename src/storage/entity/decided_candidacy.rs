//! What decisions say of candidacies.

use sea_orm::entity::prelude::*;

/// One candidacy's outcome.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "decided_candidacy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub candidacy_id: Uuid,
    pub decision_id: Uuid,
    pub outcome: String,
    pub reason: Option<String>,
}

/// Parents that a row names.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::decision::Entity",
        from = "Column::DecisionId",
        to = "super::decision::Column::Id"
    )]
    Decision,
}

impl Related<super::decision::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Decision.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
