//! Comments of counted responses, searched in a way that both databases share.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QuerySelect, Select, Value,
};
use uuid::Uuid;

use super::cells::{folded, is_text};
use super::comment_words;
use super::entity::response;
use super::fault::StorageFault;
use super::page::{Key, Kind, page};
use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AreaId, ResponseId, SurveyId};
use crate::domain::base::page::{Cursor, LARGEST_PAGE, Page, PageRequest};
use crate::domain::survey::handling::HandlingStatus;
use crate::domain::survey::record::Comment;

/// Which comments of a survey a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommentQuery {
    /// Of this hamlet.
    pub hamlet: Option<AreaId>,
    /// A part of the text, in any case.
    pub text_contains: Option<String>,
    /// All of these words, folded.
    pub words: BTreeSet<String>,
    /// Those that somebody looked at, or the others.
    pub handled: Option<bool>,
    /// Where it stands is one of these; none filters nothing.
    pub statuses: Vec<HandlingStatus>,
    /// About this item, by code, or `OTHER`.
    pub topic: Option<String>,
    /// Forwarded, and due before this day.
    pub due_before: Option<Day>,
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
        return Ok(select(db.get_database_backend(), survey, query)
            .count(db)
            .await?);
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
    let rows = key.window(select(db.get_database_backend(), survey, query), request)?;
    Ok(rows.into_model().all(db).await?)
}

fn select(backend: DbBackend, survey: SurveyId, query: &CommentQuery) -> Select<response::Entity> {
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
    if !query.words.is_empty() {
        rows = rows.filter(comment_words::holds(backend, survey, &query.words));
    }
    if let Some(handled) = query.handled {
        let any = latest("", Vec::new());
        rows = rows.filter(if handled { any } else { any.not() });
    }
    for (condition, values) in handling_conditions(backend, query) {
        rows = rows.filter(latest(&condition, values));
    }
    rows
}

/// Conditions on the latest version of what became of a comment, each with its values.
fn handling_conditions(backend: DbBackend, query: &CommentQuery) -> Vec<(String, Vec<Value>)> {
    let mut all = Vec::new();
    let mark = |number: usize| match backend {
        DbBackend::Sqlite => "?".to_owned(),
        _ => format!("${number}"),
    };
    if !query.statuses.is_empty() {
        let marks: Vec<String> = (1..=query.statuses.len()).map(mark).collect();
        let values = query.statuses.iter().map(|one| Value::from(one.as_str()));
        let condition = format!("AND h.status IN ({})", marks.join(", "));
        all.push((condition, values.collect()));
    }
    if let Some(topic) = query.topic.as_deref() {
        // PostgreSQL can't even be asked for a NUL.
        let topic = if is_text(topic) { topic } else { "" };
        let condition = format!("AND h.topic = {}", mark(1));
        all.push((condition, vec![topic.into()]));
    }
    if let Some(day) = query.due_before {
        let condition = format!("AND h.status = 'FORWARDED' AND h.due_on < {}", mark(1));
        all.push((condition, vec![day.into()]));
    }
    all
}

/// Whether the latest version of what became of a comment is like this.
fn latest(condition: &str, values: Vec<Value>) -> SimpleExpr {
    let sql = format!(
        "EXISTS (SELECT 1 FROM comment_handling h
            WHERE h.survey_id = response.survey_id AND h.response_id = response.id
            AND h.version = (SELECT MAX(l.version) FROM comment_handling l
                WHERE l.survey_id = h.survey_id AND l.response_id = h.response_id) {condition})"
    );
    if values.is_empty() {
        Expr::cust(sql)
    } else {
        Expr::cust_with_values(sql, values)
    }
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
