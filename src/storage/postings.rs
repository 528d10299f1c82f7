//! Frozen results that hang out.
//!
//! In Vietnamese: niêm yết.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::entity::documents::Places;
use super::entity::posting;
use super::fault::StorageFault;
use crate::domain::base::ids::{AccountId, PostingId, SurveyId};
use crate::domain::survey::posting::Posting;

/// Adds a posting.
///
/// # Errors
/// [`StorageFault::Orphan`] for a revision that isn't there.
pub async fn insert(db: &impl ConnectionTrait, posting: &Posting) -> Result<(), StorageFault> {
    let Posting {
        id,
        survey,
        revision,
        hung_out_on,
        places,
        recorded_at,
        recorded_by,
    } = posting;
    let row = posting::Model {
        id: id.0,
        survey_id: survey.0,
        revision: *revision,
        hung_out_on: *hung_out_on,
        places: Places(places.clone()),
        recorded_at: *recorded_at,
        recorded_by: recorded_by.0,
    };
    posting::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The postings of surveys, the latest first.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<Posting>>, StorageFault> {
    let rows = posting::Entity::find()
        .filter(posting::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .order_by_desc(posting::Column::RecordedAt)
        .order_by_desc(posting::Column::Id)
        .all(db)
        .await?;
    let mut grouped: HashMap<SurveyId, Vec<Posting>> = HashMap::new();
    for row in rows {
        grouped
            .entry(SurveyId(row.survey_id))
            .or_default()
            .push(read(row));
    }
    Ok(grouped)
}

fn read(row: posting::Model) -> Posting {
    let posting::Model {
        id,
        survey_id,
        revision,
        hung_out_on,
        places,
        recorded_at,
        recorded_by,
    } = row;
    Posting {
        id: PostingId(id),
        survey: SurveyId(survey_id),
        revision,
        hung_out_on,
        places: places.0,
        recorded_at,
        recorded_by: AccountId(recorded_by),
    }
}
