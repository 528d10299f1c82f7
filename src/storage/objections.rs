//! Objections to posted results, and their answers.
//!
//! In Vietnamese: ý kiến phản ánh về kết quả niêm yết.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::entity::objection;
use super::fault::StorageFault;
use crate::domain::base::ids::{AccountId, ObjectionId, SurveyId};
use crate::domain::survey::objection::{Answer, Objection};

/// Adds an objection that was received.
///
/// # Errors
/// [`StorageFault::Orphan`] for a survey that isn't there.
pub async fn insert(db: &impl ConnectionTrait, objection: &Objection) -> Result<(), StorageFault> {
    objection::Entity::insert(row(objection).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Writes an answer down; answers whether none had been given.
///
/// # Errors
/// What the database answers.
pub async fn answer(
    db: &impl ConnectionTrait,
    id: ObjectionId,
    answer: &Answer,
) -> Result<bool, StorageFault> {
    let Answer {
        upheld,
        text,
        at,
        by,
        revision,
    } = answer;
    let changed = objection::Entity::update_many()
        .col_expr(objection::Column::Upheld, (*upheld).into())
        .col_expr(objection::Column::Answer, text.as_str().into())
        .col_expr(objection::Column::AnsweredAt, (*at).into())
        .col_expr(objection::Column::AnsweredBy, by.0.into())
        .col_expr(objection::Column::Revision, Expr::val(*revision))
        .col_expr(objection::Column::Version, 2_i64.into())
        .filter(objection::Column::Id.eq(id.0))
        .filter(objection::Column::Upheld.is_null())
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// One objection.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    id: ObjectionId,
) -> Result<Option<Objection>, StorageFault> {
    Ok(objection::Entity::find_by_id(id.0).one(db).await?.map(read))
}

/// The objections to surveys' results, in the order in which they were recorded.
///
/// # Errors
/// What the database answers.
pub async fn of_surveys(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, Vec<Objection>>, StorageFault> {
    let rows = objection::Entity::find()
        .filter(objection::Column::SurveyId.is_in(surveys.iter().map(|id| id.0)))
        .order_by_asc(objection::Column::SurveyId)
        .order_by_asc(objection::Column::Id)
        .all(db)
        .await?;
    let mut grouped: HashMap<SurveyId, Vec<Objection>> = HashMap::new();
    for objection in rows.into_iter().map(read) {
        grouped.entry(objection.survey).or_default().push(objection);
    }
    Ok(grouped)
}

fn row(objection: &Objection) -> objection::Model {
    let Objection {
        id,
        survey,
        version,
        received_at,
        topic,
        text,
        recorded_at,
        recorded_by,
        answer,
    } = objection;
    let answer = answer.as_ref();
    objection::Model {
        id: id.0,
        survey_id: survey.0,
        version: *version,
        received_at: *received_at,
        topic: topic.clone(),
        body: text.clone(),
        recorded_at: *recorded_at,
        recorded_by: recorded_by.0,
        upheld: answer.map(|answer| answer.upheld),
        answer: answer.map(|answer| answer.text.clone()),
        answered_at: answer.map(|answer| answer.at),
        answered_by: answer.map(|answer| answer.by.0),
        revision: answer.and_then(|answer| answer.revision),
    }
}

fn read(row: objection::Model) -> Objection {
    let objection::Model {
        id,
        survey_id,
        version,
        received_at,
        topic,
        body,
        recorded_at,
        recorded_by,
        upheld,
        answer,
        answered_at,
        answered_by,
        revision,
    } = row;
    // The table keeps all four or none.
    let answer = match (upheld, answer, answered_at, answered_by) {
        (Some(upheld), Some(text), Some(at), Some(by)) => Some(Answer {
            upheld,
            text,
            at,
            by: AccountId(by),
            revision,
        }),
        _ => None,
    };
    Objection {
        id: ObjectionId(id),
        survey: SurveyId(survey_id),
        version,
        received_at,
        topic,
        text: body,
        recorded_at,
        recorded_by: AccountId(recorded_by),
        answer,
    }
}
