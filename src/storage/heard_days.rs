//! On which days the counted responses of surveys were collected.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::entity::response;
use super::fault::StorageFault;
use crate::domain::base::clock::{Day, Instant, day_of};
use crate::domain::base::ids::SurveyId;

/// How many counted responses of some surveys were collected on each day in Viet Nam; a day without
/// one is left out.
///
/// # Errors
/// What the database answers.
pub async fn counted(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, BTreeMap<Day, i64>>, StorageFault> {
    let rows: Vec<(Uuid, Instant)> = response::Entity::find()
        .select_only()
        .columns([response::Column::SurveyId, response::Column::CollectedAt])
        .filter(response::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .filter(response::Column::VoidedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut found: HashMap<SurveyId, BTreeMap<Day, i64>> = HashMap::new();
    for (survey, collected) in rows {
        let days = found.entry(SurveyId(survey)).or_default();
        let count = days.entry(day_of(collected)).or_default();
        *count = count.saturating_add(1);
    }
    Ok(found)
}
