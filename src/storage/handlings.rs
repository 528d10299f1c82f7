//! What became of residents' comments, version by version.
//!
//! In Vietnamese: xử lý ý kiến phản ánh.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Statement,
};
use uuid::Uuid;

use super::cells::{ASKED, listed, padded, pair, term, tuple};
use super::entity::comment_handling;
use super::fault::StorageFault;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AccountId, ResponseId, SurveyId};
use crate::domain::survey::handling::{Handling, HandlingStatus};

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
        forwarded_to,
        due_on,
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
        forwarded_to: forwarded_to.clone(),
        due_on: *due_on,
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

/// How many comments on counted responses stand where, by topic and state of their latest version.
///
/// # Errors
/// What the database answers.
pub async fn by_topic(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<Vec<(String, HandlingStatus, i64)>, StorageFault> {
    #[derive(FromQueryResult)]
    struct Row {
        topic: String,
        status: String,
        number: i64,
    }
    let backend = db.get_database_backend();
    let mark = if backend == DbBackend::Sqlite {
        "?"
    } else {
        "$1"
    };
    let sql = format!(
        "SELECT h.topic AS topic, h.status AS status, COUNT(*) AS number FROM comment_handling h
         JOIN response r ON r.survey_id = h.survey_id AND r.id = h.response_id AND r.voided_at IS NULL
         WHERE h.survey_id = {mark} AND h.version = (SELECT MAX(l.version) FROM comment_handling l
            WHERE l.survey_id = h.survey_id AND l.response_id = h.response_id)
         GROUP BY h.topic, h.status ORDER BY h.topic, h.status"
    );
    let statement = Statement::from_sql_and_values(backend, sql, [survey.0.into()]);
    let rows = Row::find_by_statement(statement).all(db).await?;
    let counted = rows.into_iter().map(|row| {
        let status = term("comment_handling.status", &row.status)?;
        Ok((row.topic, status, row.number))
    });
    counted.collect()
}

/// How many comments of each of these surveys were forwarded and are not answered, and the first day
/// on which one of them is due.
///
/// # Errors
/// What the database answers.
pub async fn forwarded(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, (i64, Option<Day>)>, StorageFault> {
    let mut found: HashMap<SurveyId, (i64, Option<Day>)> = HashMap::new();
    for chunk in surveys.chunks(ASKED) {
        let rows: Vec<(Uuid, i64, Option<Day>)> = comment_handling::Entity::find()
            .select_only()
            .column(comment_handling::Column::SurveyId)
            .column_as(comment_handling::Column::Version.count(), "number")
            .column_as(comment_handling::Column::DueOn.min(), "due")
            .filter(comment_handling::Column::SurveyId.is_in(padded(ids(chunk))))
            .filter(comment_handling::Column::Status.eq(HandlingStatus::Forwarded.as_str()))
            .filter(Expr::cust(
                "version = (SELECT MAX(l.version) FROM comment_handling l
                    WHERE l.survey_id = comment_handling.survey_id
                    AND l.response_id = comment_handling.response_id)",
            ))
            .group_by(comment_handling::Column::SurveyId)
            .into_tuple()
            .all(db)
            .await?;
        found.extend(
            rows.into_iter()
                .map(|(id, number, due)| (SurveyId(id), (number, due))),
        );
    }
    Ok(found)
}

fn ids(surveys: &[SurveyId]) -> Vec<Uuid> {
    surveys.iter().map(|survey| survey.0).collect()
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
        forwarded_to,
        due_on,
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
        forwarded_to,
        due_on,
        handled_at,
        handled_by: AccountId(handled_by),
    })
}
