//! Until when answers are kept, and their taking away.
//!
//! In Vietnamese: thời hạn lưu trữ phiếu.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, Value,
};
use uuid::Uuid;

use super::cells::{ASKED, padded};
use super::entity::documents::{Answers, Choices};
use super::entity::{comment_text, disposal, response, retention, set_aside};
use super::fault::StorageFault;
use super::insert::{insert_all, known_stay};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, SurveyId};
use crate::domain::survey::retention::{Disposal, Retention};

/// Adds a version; the survey is locked.
///
/// # Errors
/// What the database answers.
pub async fn insert(db: &impl ConnectionTrait, one: &Retention) -> Result<(), StorageFault> {
    let row = retention::Model {
        survey_id: one.survey.0,
        version: one.version,
        keep_until: one.keep_until,
        reason: one.reason.clone(),
        set_at: one.set_at,
        set_by: one.set_by.0,
    };
    retention::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The latest retention of some surveys; of all that have one, where none is named.
///
/// # Errors
/// What the database answers.
pub async fn latest(
    db: &impl ConnectionTrait,
    surveys: Option<&[SurveyId]>,
) -> Result<HashMap<SurveyId, Retention>, StorageFault> {
    let mut found = HashMap::new();
    let all = || retention::Entity::find().order_by_asc(retention::Column::Version);
    let mut rows = Vec::new();
    match surveys {
        None => rows.extend(all().all(db).await?),
        Some(surveys) => {
            for chunk in surveys.chunks(ASKED) {
                let ids: Vec<Uuid> = chunk.iter().map(|id| id.0).collect();
                let of = retention::Column::SurveyId.is_in(padded(ids));
                rows.extend(all().filter(of).all(db).await?);
            }
        }
    }
    // A later version takes the place of the one before.
    for row in rows {
        let one = Retention {
            survey: SurveyId(row.survey_id),
            version: row.version,
            keep_until: row.keep_until,
            reason: row.reason,
            set_at: row.set_at,
            set_by: AccountId(row.set_by),
        };
        found.insert(one.survey, one);
    }
    Ok(found)
}

/// Takes away what residents said in a survey: choices, reasons, comments and their words; the rows, the
/// consent and every count stay.
///
/// # Errors
/// What the database answers.
pub async fn drop_contents(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<(i64, i64, i64), StorageFault> {
    let of = response::Column::SurveyId.eq(survey.0);
    let comments = response::Entity::find()
        .filter(of.clone())
        .filter(response::Column::Comment.is_not_null())
        .count(db)
        .await?;
    comment_text::Entity::delete_many()
        .filter(comment_text::Column::SurveyId.eq(survey.0))
        .exec(db)
        .await?;
    let null = || Expr::val(Value::Json(None));
    let responses = response::Entity::update_many()
        .col_expr(response::Column::Choices, Choices(Vec::new()).into())
        .col_expr(response::Column::Reasons, null())
        .col_expr(response::Column::Unjudged, null())
        .col_expr(response::Column::Comment, Expr::val(None::<String>))
        .filter(of)
        .exec(db)
        .await?;
    let forms = set_aside::Entity::update_many()
        .col_expr(set_aside::Column::Answers, Answers(Vec::new()).into())
        .col_expr(set_aside::Column::Comment, Expr::val(None::<String>))
        .filter(set_aside::Column::SurveyId.eq(survey.0))
        .exec(db)
        .await?;
    let number = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
    Ok((
        number(responses.rows_affected),
        number(forms.rows_affected),
        number(comments),
    ))
}

/// Remembers what was taken away; what is known stays.
///
/// # Errors
/// [`StorageFault::Orphan`] for a survey that isn't there.
pub async fn remember(db: &impl ConnectionTrait, all: &[Disposal]) -> Result<(), StorageFault> {
    let rows = all.iter().map(|one| disposal::Model {
        survey_id: one.survey.0,
        disposed_at: one.disposed_at,
        responses: one.responses,
        set_aside: one.set_aside,
        comments: one.comments,
    });
    insert_all::<disposal::Entity>(db, rows.collect(), Some(known_stay())).await?;
    Ok(())
}

/// All that was taken away, by survey.
///
/// # Errors
/// What the database answers.
pub async fn disposals(db: &impl ConnectionTrait) -> Result<Vec<Disposal>, StorageFault> {
    let rows = disposal::Entity::find()
        .order_by_asc(disposal::Column::SurveyId)
        .order_by_asc(disposal::Column::DisposedAt)
        .all(db)
        .await?;
    Ok(rows.iter().map(read).collect())
}

/// When the answers of a survey were last taken away.
///
/// # Errors
/// What the database answers.
pub async fn taken_away(
    db: &impl ConnectionTrait,
    survey: SurveyId,
) -> Result<Option<Disposal>, StorageFault> {
    let last = disposal::Entity::find()
        .filter(disposal::Column::SurveyId.eq(survey.0))
        .order_by_desc(disposal::Column::DisposedAt)
        .one(db)
        .await?;
    Ok(last.as_ref().map(read))
}

/// Whether a form has come in since.
///
/// # Errors
/// What the database answers.
pub async fn has_come_in_since(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    at: Instant,
) -> Result<bool, StorageFault> {
    let later = set_aside::Entity::find()
        .filter(set_aside::Column::SurveyId.eq(survey.0))
        .filter(set_aside::Column::ReceivedAt.gt(at))
        .one(db)
        .await?;
    Ok(later.is_some())
}

fn read(row: &disposal::Model) -> Disposal {
    let disposal::Model {
        survey_id,
        disposed_at,
        responses,
        set_aside,
        comments,
    } = *row;
    Disposal {
        survey: SurveyId(survey_id),
        disposed_at,
        responses,
        set_aside,
        comments,
    }
}
