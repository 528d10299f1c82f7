//! What became of residents' comments, version by version.
//!
//! In Vietnamese: xử lý ý kiến phản ánh.

use std::collections::HashMap;

use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::cells::{listed, pair, term, tuple};
use super::entity::comment_handling;
use super::fault::StorageFault;
use crate::domain::base::ids::{AccountId, ResponseId, SurveyId};
use crate::domain::survey::handling::Handling;

/// Adds a version.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::Handling`](super::fault::Unique::Handling) where somebody
/// else added that version.
pub async fn insert(db: &impl ConnectionTrait, handling: &Handling) -> Result<(), StorageFault> {
    let Handling {
        survey,
        response,
        version,
        topic,
        status,
        reply,
        public_text,
        handled_at,
        handled_by,
    } = handling;
    let row = comment_handling::Model {
        survey_id: survey.0,
        response_id: response.0,
        version: *version,
        topic: topic.clone(),
        status: status.as_str().to_owned(),
        reply: reply.clone(),
        public_text: public_text.clone(),
        handled_at: *handled_at,
        handled_by: handled_by.0,
    };
    comment_handling::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The latest version of what became of some comments.
///
/// # Errors
/// What the database answers.
pub async fn of_comments(
    db: &impl ConnectionTrait,
    comments: &[(SurveyId, ResponseId)],
) -> Result<HashMap<(SurveyId, ResponseId), Handling>, StorageFault> {
    use comment_handling::Column::{ResponseId as OfResponse, SurveyId as OfSurvey};
    if comments.is_empty() {
        return Ok(HashMap::new());
    }
    let wanted = comments.iter().map(|(survey, id)| pair(survey.0, id.0));
    let rows = comment_handling::Entity::find()
        .filter(tuple([OfSurvey, OfResponse]).in_subquery(listed(wanted.collect())))
        .order_by_asc(comment_handling::Column::Version)
        .all(db)
        .await?;
    // A later version takes the place of the one before.
    rows.into_iter()
        .map(|row| {
            let key = (SurveyId(row.survey_id), ResponseId(row.response_id));
            Ok((key, read(row)?))
        })
        .collect()
}

/// The latest version of what became of every comment of a survey, by response.
///
/// # Errors
/// What the database answers.
pub async fn of_survey(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<HashMap<ResponseId, Handling>, StorageFault> {
    let rows = comment_handling::Entity::find()
        .filter(comment_handling::Column::SurveyId.eq(survey.0))
        .order_by_asc(comment_handling::Column::Version)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok((ResponseId(row.response_id), read(row)?)))
        .collect()
}

fn read(row: comment_handling::Model) -> Result<Handling, StorageFault> {
    let comment_handling::Model {
        survey_id,
        response_id,
        version,
        topic,
        status,
        reply,
        public_text,
        handled_at,
        handled_by,
    } = row;
    Ok(Handling {
        survey: SurveyId(survey_id),
        response: ResponseId(response_id),
        version,
        topic,
        status: term("comment_handling.status", &status)?,
        reply,
        public_text,
        handled_at,
        handled_by: AccountId(handled_by),
    })
}
