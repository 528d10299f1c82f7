//! Households with more than one counted response: none, unless a key was bent.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::entity::response;
use super::fault::StorageFault;
use crate::domain::base::ids::{AreaId, SurveyId};

/// How many households of each hamlet have more than one counted response in a survey.
///
/// # Errors
/// What the database answers.
pub async fn count(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<BTreeMap<AreaId, i64>, StorageFault> {
    let rows: Vec<Uuid> = response::Entity::find()
        .select_only()
        .column(response::Column::HamletId)
        .filter(response::Column::SurveyId.eq(survey.0))
        .filter(response::Column::VoidedAt.is_null())
        .filter(response::Column::HouseholdKey.is_not_null())
        .group_by(response::Column::HamletId)
        .group_by(response::Column::HouseholdKey)
        .having(Expr::col(response::Column::Id).count().gt(1))
        .into_tuple()
        .all(db)
        .await?;
    let mut counts = BTreeMap::new();
    for hamlet in rows {
        let count: &mut i64 = counts.entry(AreaId(hamlet)).or_default();
        *count = count.saturating_add(1);
    }
    Ok(counts)
}
