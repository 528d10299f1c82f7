//! Where accepted responses stand with the Front, without their answers.
//!
//! In Vietnamese: rà soát phiếu.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::cells::{ASKED, padded, term};
use super::entity::{response, response_review};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::page::{Key, Kind, page};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, ResponseId, SurveyId};
use crate::domain::base::page::{Cursor, Page, PageRequest};
use crate::domain::survey::review::{Review, ReviewState};

/// Which responses of a survey a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReviewQuery {
    /// That stand so.
    pub state: Option<ReviewState>,
    /// Of this hamlet.
    pub hamlet: Option<AreaId>,
    /// Sent by this account.
    pub account: Option<AccountId>,
}

/// A response without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Its id.
    pub id: ResponseId,
    /// Its hamlet.
    pub hamlet: AreaId,
    /// When the household answered.
    pub collected_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// The account that sent it.
    pub account: AccountId,
    /// Why, when and by whom it was voided.
    pub voided: Option<(String, Instant, AccountId)>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    hamlet_id: Uuid,
    collected_at: Instant,
    received_at: Instant,
    account_id: Uuid,
    voided_at: Option<Instant>,
    voided_by: Option<Uuid>,
    void_reason: Option<String>,
}

/// A page of a survey's responses, by id, without what they say.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    query: &ReviewQuery,
    request: &PageRequest,
) -> Result<Page<Reviewed>, StorageFault> {
    let key = Key::ascending().then((response::Entity, response::Column::Id), Kind::Uuid);
    let rows = key.window(select(survey, query), request)?;
    let found: Vec<Row> = rows.into_model().all(db).await?;
    let read = |row: Row| {
        let voided = row.void_reason.zip(row.voided_at).zip(row.voided_by);
        let reviewed = Reviewed {
            id: ResponseId(row.id),
            hamlet: AreaId(row.hamlet_id),
            collected_at: row.collected_at,
            received_at: row.received_at,
            account: AccountId(row.account_id),
            voided: voided.map(|((reason, at), by)| (reason, at, AccountId(by))),
        };
        (Cursor(vec![row.id.to_string()]), reviewed)
    };
    Ok(page(request, found.into_iter().map(read).collect()))
}

/// How many responses that list holds.
///
/// # Errors
/// What the database answers.
pub async fn count(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    query: &ReviewQuery,
) -> Result<u64, StorageFault> {
    Ok(select(survey, query).count(db).await?)
}

/// The latest review of some responses of a survey; none for those that nobody doubted.
///
/// # Errors
/// What the database answers.
pub async fn latest(
    db: &impl ConnectionTrait,
    survey: SurveyId,
    responses: &[ResponseId],
) -> Result<HashMap<ResponseId, Review>, StorageFault> {
    let mut found = HashMap::new();
    for chunk in responses.chunks(ASKED) {
        let ids: Vec<Uuid> = chunk.iter().map(|id| id.0).collect();
        let rows = response_review::Entity::find()
            .filter(response_review::Column::SurveyId.eq(survey.0))
            .filter(response_review::Column::ResponseId.is_in(padded(ids)))
            .order_by_asc(response_review::Column::Version)
            .all(db)
            .await?;
        // A later version takes the place of the one before.
        for row in rows {
            found.insert(ResponseId(row.response_id), read(row)?);
        }
    }
    Ok(found)
}

/// Adds versions; the survey is locked.
///
/// # Errors
/// What the database answers.
pub async fn insert(db: &impl ConnectionTrait, reviews: &[Review]) -> Result<(), StorageFault> {
    let row = |review: &Review| response_review::Model {
        survey_id: review.survey.0,
        response_id: review.response.0,
        version: review.version,
        state: review.state.as_str().to_owned(),
        reason: review.reason.clone(),
        reviewed_at: review.at,
        reviewed_by: review.by.0,
    };
    let rows = reviews.iter().map(row).collect();
    insert_all::<response_review::Entity>(db, rows, None).await?;
    Ok(())
}

/// How many counted responses of each of these surveys are in question.
///
/// # Errors
/// What the database answers.
pub async fn questioned(
    db: &impl ConnectionTrait,
    surveys: &[SurveyId],
) -> Result<HashMap<SurveyId, i64>, StorageFault> {
    let mut found = HashMap::new();
    for chunk in surveys.chunks(ASKED) {
        let ids: Vec<Uuid> = chunk.iter().map(|id| id.0).collect();
        let rows: Vec<(Uuid, i64)> = response::Entity::find()
            .select_only()
            .column(response::Column::SurveyId)
            .column_as(response::Column::Id.count(), "number")
            .filter(response::Column::SurveyId.is_in(padded(ids)))
            .filter(response::Column::VoidedAt.is_null())
            .filter(in_question())
            .group_by(response::Column::SurveyId)
            .into_tuple()
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(|(id, number)| (SurveyId(id), number)));
    }
    Ok(found)
}

fn select(survey: SurveyId, query: &ReviewQuery) -> Select<response::Entity> {
    use response::Column::{
        AccountId as By, CollectedAt, HamletId, Id, ReceivedAt, SurveyId as Of, VoidReason,
        VoidedAt, VoidedBy,
    };
    let mut rows = response::Entity::find()
        .select_only()
        .columns([Id, HamletId, CollectedAt, ReceivedAt, By])
        .columns([VoidedAt, VoidedBy, VoidReason])
        .filter(Of.eq(survey.0));
    if let Some(hamlet) = query.hamlet {
        rows = rows.filter(HamletId.eq(hamlet.0));
    }
    if let Some(account) = query.account {
        rows = rows.filter(By.eq(account.0));
    }
    match query.state {
        None => rows,
        Some(ReviewState::Voided) => rows.filter(VoidedAt.is_not_null()),
        Some(ReviewState::Questioned) => rows.filter(VoidedAt.is_null()).filter(in_question()),
        Some(ReviewState::Accepted) => rows.filter(VoidedAt.is_null()).filter(in_question().not()),
    }
}

/// Whether the latest review of a response says that it is in question.
fn in_question() -> SimpleExpr {
    Expr::cust(
        "EXISTS (SELECT 1 FROM response_review v
            WHERE v.survey_id = response.survey_id AND v.response_id = response.id
            AND v.state = 'QUESTIONED' AND v.version = (SELECT MAX(l.version) FROM response_review l
                WHERE l.survey_id = v.survey_id AND l.response_id = v.response_id))",
    )
}

fn read(row: response_review::Model) -> Result<Review, StorageFault> {
    Ok(Review {
        survey: SurveyId(row.survey_id),
        response: ResponseId(row.response_id),
        version: row.version,
        state: term("response_review.state", &row.state)?,
        reason: row.reason,
        at: row.reviewed_at,
        by: AccountId(row.reviewed_by),
    })
}
