//! Programs that are told of events, and the events.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::cells::term;
use super::entity::{webhook, webhook_event};
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, SurveyId, WebhookId};
use crate::domain::trust::webhook::{Webhook, WebhookEvent, WebhookKind};

/// What stands between the kinds of a program.
const BETWEEN: &str = " ";

/// Adds a program.
///
/// # Errors
/// What the database answers.
pub async fn insert(db: &impl ConnectionTrait, one: &Webhook) -> Result<(), StorageFault> {
    webhook::Entity::insert(row(one).into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Writes how far a program has been told and how that went; gives its claim back.
///
/// # Errors
/// What the database answers.
pub async fn update(db: &impl ConnectionTrait, one: &Webhook) -> Result<(), StorageFault> {
    use webhook::Column;
    webhook::Entity::update_many()
        .col_expr(Column::Told, Expr::value(one.told))
        .col_expr(Column::Failures, Expr::value(one.failures))
        .col_expr(Column::FailingSince, Expr::value(one.failing_since))
        .col_expr(Column::NextTryAt, Expr::value(one.next_try_at))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<Instant>))
        .col_expr(Column::DisabledAt, Expr::value(one.disabled_at))
        .col_expr(Column::LastFailure, Expr::value(one.last_failure.clone()))
        .filter(Column::Id.eq(one.id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes a program away.
///
/// # Errors
/// What the database answers.
pub async fn remove(db: &impl ConnectionTrait, id: WebhookId) -> Result<(), StorageFault> {
    webhook::Entity::delete_by_id(id.0).exec(db).await?;
    Ok(())
}

/// Every program, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Webhook>, StorageFault> {
    let rows = webhook::Entity::find()
        .order_by_asc(webhook::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// A program by its id.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    id: WebhookId,
) -> Result<Option<Webhook>, StorageFault> {
    let row = webhook::Entity::find_by_id(id.0).one(db).await?;
    row.map(read).transpose()
}

/// How many programs there are.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64, StorageFault> {
    Ok(webhook::Entity::find().count(db).await?)
}

/// Claims a program for one sender until a time. False where another has it.
///
/// # Errors
/// What the database answers.
pub async fn claim(
    db: &impl ConnectionTrait,
    id: WebhookId,
    now: Instant,
    until: Instant,
) -> Result<bool, StorageFault> {
    use webhook::Column;
    let is_free = Condition::any()
        .add(Column::ClaimedUntil.is_null())
        .add(Column::ClaimedUntil.lte(now));
    let done = webhook::Entity::update_many()
        .col_expr(Column::ClaimedUntil, Expr::value(Some(until)))
        .filter(Column::Id.eq(id.0))
        .filter(is_free)
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// The number of the last event; 0 where there is none.
///
/// # Errors
/// What the database answers.
pub async fn head(db: &impl ConnectionTrait) -> Result<i64, StorageFault> {
    let last: Option<Option<i64>> = webhook_event::Entity::find()
        .select_only()
        .column_as(webhook_event::Column::Sequence.max(), "last")
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}

/// Adds an event under its number.
///
/// # Errors
/// What the database answers, also where the number is taken.
pub async fn append(db: &impl ConnectionTrait, event: &WebhookEvent) -> Result<(), StorageFault> {
    let row = webhook_event::Model {
        sequence: event.sequence,
        id: event.id,
        at: event.at,
        kind: event.kind.as_str().to_owned(),
        province_id: event.province.map(|id| id.0),
        survey_id: event.survey.map(|id| id.0),
        subject_id: event.subject,
        number: event.number.clone(),
    };
    webhook_event::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes earlier events of this kind about a survey away: the later one says as much.
///
/// # Errors
/// What the database answers.
pub async fn forget_earlier(
    db: &impl ConnectionTrait,
    event: &WebhookEvent,
) -> Result<(), StorageFault> {
    use webhook_event::Column;
    webhook_event::Entity::delete_many()
        .filter(Column::Kind.eq(event.kind.as_str()))
        .filter(Column::SurveyId.eq(event.survey.map(|id| id.0)))
        .filter(Column::Sequence.lt(event.sequence))
        .exec(db)
        .await?;
    Ok(())
}

/// The next events after a number, in their order.
///
/// # Errors
/// What the database answers.
pub async fn after(
    db: &impl ConnectionTrait,
    sequence: i64,
    limit: u64,
) -> Result<Vec<WebhookEvent>, StorageFault> {
    let rows = webhook_event::Entity::find()
        .filter(webhook_event::Column::Sequence.gt(sequence))
        .order_by_asc(webhook_event::Column::Sequence)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(WebhookEvent {
                sequence: row.sequence,
                id: row.id,
                at: row.at,
                kind: term("webhook_event.kind", &row.kind)?,
                province: row.province_id.map(AreaId),
                survey: row.survey_id.map(SurveyId),
                subject: row.subject_id,
                number: row.number,
            })
        })
        .collect()
}

fn row(one: &Webhook) -> webhook::Model {
    let kinds: Vec<&str> = one.kinds.iter().map(|kind| kind.as_str()).collect();
    webhook::Model {
        id: one.id.0,
        url: one.url.clone(),
        secret: one.secret.clone(),
        kinds: kinds.join(BETWEEN),
        province_id: one.province.map(|id| id.0),
        created_at: one.created_at,
        created_by: one.created_by.0,
        told: one.told,
        failures: one.failures,
        failing_since: one.failing_since,
        next_try_at: one.next_try_at,
        claimed_until: None,
        disabled_at: one.disabled_at,
        last_failure: one.last_failure.clone(),
    }
}

fn read(row: webhook::Model) -> Result<Webhook, StorageFault> {
    let kinds = row.kinds.split(BETWEEN);
    let kinds: Result<Vec<WebhookKind>, StorageFault> =
        kinds.map(|kind| term("webhook.kinds", kind)).collect();
    Ok(Webhook {
        id: WebhookId(row.id),
        url: row.url,
        secret: row.secret,
        kinds: kinds?,
        province: row.province_id.map(AreaId),
        created_at: row.created_at,
        created_by: AccountId(row.created_by),
        told: row.told,
        failures: row.failures,
        failing_since: row.failing_since,
        next_try_at: row.next_try_at,
        disabled_at: row.disabled_at,
        last_failure: row.last_failure,
    })
}
