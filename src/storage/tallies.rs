//! Running counters of each hamlet of a survey.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::cells::rows_of;
use super::entity::documents::Counts;
use super::entity::tally;
use super::fault::StorageFault;
use crate::domain::base::ids::{AreaId, SurveyId};
use crate::domain::survey::tally::Tally;

const COLUMNS: usize = 5;

/// The counters of these hamlets of a survey.
///
/// # Errors
/// What the database answers.
pub async fn of_hamlets(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    hamlets: &[AreaId],
) -> Result<HashMap<AreaId, Tally>, StorageFault> {
    let rows = tally::Entity::find()
        .filter(tally::Column::SurveyId.eq(survey.0))
        .filter(tally::Column::HamletId.is_in(hamlets.iter().map(|id| id.0)))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(read)
        .map(|(_, hamlet, tally)| (hamlet, tally))
        .collect())
}

/// The counters of all hamlets of these surveys.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<(SurveyId, AreaId, Tally)>, StorageFault> {
    let of = tally::Column::SurveyId.is_in(surveys.iter().map(|id| id.0));
    let rows = tally::Entity::find().filter(of).all(db).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Writes the counters of hamlets as they stand now; the survey must be locked.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that is not the survey's.
pub async fn write(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    tallies: &[(AreaId, Tally)],
) -> Result<(), StorageFault> {
    for chunk in tallies.chunks(rows_of(COLUMNS)) {
        let rows = chunk
            .iter()
            .map(|(hamlet, tally)| row(survey, *hamlet, tally).into_active_model());
        let replace = OnConflict::columns([tally::Column::SurveyId, tally::Column::HamletId])
            .update_columns([
                tally::Column::Collected,
                tally::Column::Spoilt,
                tally::Column::Counts,
            ])
            .to_owned();
        tally::Entity::insert_many(rows)
            .on_conflict(replace)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

pub(crate) fn read(row: tally::Model) -> (SurveyId, AreaId, Tally) {
    let tally::Model {
        survey_id,
        hamlet_id,
        collected,
        spoilt,
        counts,
    } = row;
    let tally = Tally {
        collected,
        spoilt,
        counts: counts.0,
    };
    (SurveyId(survey_id), AreaId(hamlet_id), tally)
}

pub(crate) fn row(survey: SurveyId, hamlet: AreaId, tally: &Tally) -> tally::Model {
    let Tally {
        collected,
        spoilt,
        counts,
    } = tally;
    tally::Model {
        survey_id: survey.0,
        hamlet_id: hamlet.0,
        collected: *collected,
        spoilt: *spoilt,
        counts: Counts(counts.clone()),
    }
}
