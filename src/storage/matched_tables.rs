//! Matched comparisons of direct checks, each frozen once.
//!
//! In Vietnamese: bảng đối chiếu phúc tra.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::cells::rows_of;
use super::entity::matched_table;
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::SurveyId;

/// A matched comparison as it was frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTable {
    /// The direct check.
    pub survey: SurveyId,
    /// The main survey.
    pub main: SurveyId,
    /// When it was made.
    pub made_at: Instant,
    /// Canonical JSON of the totals.
    pub content: String,
    /// SHA-256 of `content`, lower-case hexadecimal.
    pub sha256: String,
}

/// Freezes a table.
///
/// # Errors
/// [`StorageFault::Taken`] where the direct check has one.
pub async fn insert(db: &impl ConnectionTrait, table: &StoredTable) -> Result<(), StorageFault> {
    let row = matched_table::Model {
        survey_id: table.survey.0,
        main_survey_id: table.main.0,
        made_at: table.made_at,
        content: table.content.clone(),
        sha256: table.sha256.clone(),
    };
    matched_table::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The tables of some direct checks; none of one that has none.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<Vec<StoredTable>, StorageFault> {
    let mut found = Vec::new();
    for chunk in surveys.chunks(rows_of(1)) {
        let of = matched_table::Column::SurveyId.is_in(chunk.iter().map(|id| id.0));
        let rows = matched_table::Entity::find().filter(of).all(db).await?;
        found.extend(rows.into_iter().map(|row| StoredTable {
            survey: SurveyId(row.survey_id),
            main: SurveyId(row.main_survey_id),
            made_at: row.made_at,
            content: row.content,
            sha256: row.sha256,
        }));
    }
    Ok(found)
}
