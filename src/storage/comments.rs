//! Comments of counted responses, searched in a way that both databases share.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QuerySelect, Select,
};
use uuid::Uuid;

use super::cells::folded;
use super::entity::response;
use super::fault::StorageFault;
use super::page::{Key, Kind, page};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AreaId, ResponseId, SurveyId};
use crate::domain::base::page::{Cursor, LARGEST_PAGE, Page, PageRequest};
use crate::domain::survey::record::Comment;

/// Which comments of a survey a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommentQuery {
    /// Of this hamlet.
    pub hamlet: Option<AreaId>,
    /// A part of the text, in any case.
    pub text_contains: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    hamlet_id: Uuid,
    comment: String,
    received_at: Instant,
}

/// A page of the comments on a survey's counted responses, by id.
///
/// A text is looked for here rather than in SQL, since SQLite folds no letter outside ASCII: the survey's
/// comments are read in chunks until the page is full.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    query: &CommentQuery,
    request: &PageRequest,
) -> Result<Page<Comment>, StorageFault> {
    let finish = |rows: Vec<Row>| {
        let read = |row: Row| (cursor(row.id), read(survey, row));
        page(request, rows.into_iter().map(read).collect())
    };
    let Some(part) = &query.text_contains else {
        return Ok(finish(window(db, survey, query, request).await?));
    };
    let wanted = folded(part);
    let limit = usize::try_from(request.limit).unwrap_or(usize::MAX);
    let mut step = PageRequest {
        limit: LARGEST_PAGE,
        ..request.clone()
    };
    let mut found = Vec::new();
    while found.len() <= limit {
        let rows = window(db, survey, query, &step).await?;
        let Some(last) = rows.last().map(|row| cursor(row.id)) else {
            break;
        };
        found.extend(rows.into_iter().filter(|row| matches(row, &wanted)));
        if step.from_end {
            step.before = Some(last);
        } else {
            step.after = Some(last);
        }
    }
    Ok(finish(found))
}

/// How many comments there are.
///
/// # Errors
/// What the database answers.
pub async fn count(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    query: &CommentQuery,
) -> Result<u64, StorageFault> {
    let Some(part) = &query.text_contains else {
        return Ok(select(survey, query).count(db).await?);
    };
    let wanted = folded(part);
    let mut step = PageRequest {
        limit: LARGEST_PAGE,
        ..PageRequest::default()
    };
    let mut count: u64 = 0;
    loop {
        let rows = window(db, survey, query, &step).await?;
        let Some(last) = rows.last() else {
            return Ok(count);
        };
        step.after = Some(cursor(last.id));
        let found = rows.iter().filter(|row| matches(row, &wanted)).count();
        count = count.saturating_add(u64::try_from(found).unwrap_or(u64::MAX));
    }
}

async fn window(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    query: &CommentQuery,
    request: &PageRequest,
) -> Result<Vec<Row>, StorageFault> {
    let key = Key::ascending().then((response::Entity, response::Column::Id), Kind::Uuid);
    let rows = key.window(select(survey, query), request)?;
    Ok(rows.into_model().all(db).await?)
}

fn select(survey: SurveyId, query: &CommentQuery) -> Select<response::Entity> {
    let mut rows = response::Entity::find()
        .select_only()
        .column(response::Column::Id)
        .column(response::Column::HamletId)
        .column(response::Column::Comment)
        .column(response::Column::ReceivedAt)
        .filter(response::Column::SurveyId.eq(survey.0))
        .filter(response::Column::Comment.is_not_null())
        .filter(response::Column::VoidedAt.is_null());
    if let Some(hamlet) = query.hamlet {
        rows = rows.filter(response::Column::HamletId.eq(hamlet.0));
    }
    rows
}

fn matches(row: &Row, wanted: &str) -> bool {
    folded(&row.comment).contains(wanted)
}

fn cursor(id: Uuid) -> Cursor {
    Cursor(vec![id.to_string()])
}

fn read(survey: SurveyId, row: Row) -> Comment {
    let Row {
        id,
        hamlet_id,
        comment,
        received_at,
    } = row;
    Comment {
        response: ResponseId(id),
        survey,
        hamlet: AreaId(hamlet_id),
        text: comment,
        received_at,
    }
}
