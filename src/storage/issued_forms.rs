//! Forms issued by hamlet, version by version.
//!
//! In Vietnamese: phiếu phát ra.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::issued_forms;
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AccountId, AreaId, SurveyId};
use crate::domain::survey::paper::IssuedForms;

/// Adds versions.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::IssuedForms`](super::fault::Unique::IssuedForms) where
/// somebody else added that version; [`StorageFault::Orphan`] for a hamlet that is not the survey's.
pub async fn insert(db: &impl ConnectionTrait, forms: &[IssuedForms]) -> Result<(), StorageFault> {
    let rows = forms.iter().map(row).collect();
    insert_all::<issued_forms::Entity>(db, rows, None).await?;
    Ok(())
}

/// The latest version of each hamlet of some surveys.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<(SurveyId, AreaId), IssuedForms>, StorageFault> {
    let rows = issued_forms::Entity::find()
        .filter(issued_forms::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .order_by_asc(issued_forms::Column::Version)
        .all(db)
        .await?;
    // A later version takes the place of the one before.
    Ok(rows
        .into_iter()
        .map(|row| ((SurveyId(row.survey_id), AreaId(row.hamlet_id)), read(row)))
        .collect())
}

fn row(forms: &IssuedForms) -> issued_forms::Model {
    let IssuedForms {
        survey,
        hamlet,
        version,
        issued,
        missing,
        reason,
        recorded_at,
        recorded_by,
    } = forms;
    issued_forms::Model {
        survey_id: survey.0,
        hamlet_id: hamlet.0,
        version: *version,
        issued: *issued,
        missing: *missing,
        reason: reason.clone(),
        recorded_at: *recorded_at,
        recorded_by: recorded_by.0,
    }
}

fn read(row: issued_forms::Model) -> IssuedForms {
    let issued_forms::Model {
        survey_id,
        hamlet_id,
        version,
        issued,
        missing,
        reason,
        recorded_at,
        recorded_by,
    } = row;
    IssuedForms {
        survey: SurveyId(survey_id),
        hamlet: AreaId(hamlet_id),
        version,
        issued,
        missing,
        reason,
        recorded_at,
        recorded_by: AccountId(recorded_by),
    }
}
