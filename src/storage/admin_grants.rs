//! Tokens that are to speak for administrators.

use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::cells::{padded, term};
use super::entity::admin_grant::{self, Column, Entity};
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AdminGrantId, TokenId};
use crate::domain::trust::admin_grant::{AdminGrant, AdminGrantState};

/// Adds a wish.
///
/// # Errors
/// [`StorageFault::Taken`] where one of the same token waits already.
pub async fn insert(db: &impl ConnectionTrait, new: &AdminGrant) -> Result<(), StorageFault> {
    let row = admin_grant::Model {
        id: new.id.0,
        token_id: new.token.0,
        account_id: new.account.0,
        asked_by: new.asked_by.map(|by| by.0),
        asked_at: new.asked_at,
        ends_at: new.ends_at,
        state: new.stored.as_str().to_owned(),
        decided_by: new.decided.map(|(by, _)| by.0),
        decided_at: new.decided.map(|(_, at)| at),
    };
    Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// One wish.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    id: AdminGrantId,
) -> Result<Option<AdminGrant>, StorageFault> {
    let row = Entity::find_by_id(id.0).one(db).await?;
    row.as_ref().map(read).transpose()
}

/// One wish, locked until the transaction ends.
///
/// # Errors
/// What the database answers.
pub async fn lock(
    db: &impl ConnectionTrait,
    id: AdminGrantId,
) -> Result<Option<AdminGrant>, StorageFault> {
    let mut row = Entity::find_by_id(id.0);
    QueryTrait::query(&mut row).lock(LockType::NoKeyUpdate);
    row.one(db).await?.as_ref().map(read).transpose()
}

/// The wishes of a token, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn of_token(
    db: &impl ConnectionTrait,
    token: TokenId,
) -> Result<Vec<AdminGrant>, StorageFault> {
    let rows = Entity::find()
        .filter(Column::TokenId.eq(token.0))
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    rows.iter().map(read).collect()
}

/// So many of the wishes that wait at an instant, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn pending(
    db: &impl ConnectionTrait,
    now: Instant,
    most: u64,
) -> Result<Vec<AdminGrant>, StorageFault> {
    let rows = Entity::find()
        .filter(Column::State.eq(AdminGrantState::Pending.as_str()))
        .filter(Column::EndsAt.gt(now))
        .order_by_asc(Column::Id)
        .limit(most)
        .all(db)
        .await?;
    rows.iter().map(read).collect()
}

/// The wishes of some tokens that wait at an instant.
///
/// # Errors
/// What the database answers.
pub async fn pending_of(
    db: &impl ConnectionTrait,
    tokens: &[TokenId],
    now: Instant,
) -> Result<Vec<AdminGrant>, StorageFault> {
    let ids = padded(tokens.iter().map(|id| id.0).collect());
    let rows = Entity::find()
        .filter(Column::TokenId.is_in(ids))
        .filter(Column::State.eq(AdminGrantState::Pending.as_str()))
        .filter(Column::EndsAt.gt(now))
        .all(db)
        .await?;
    rows.iter().map(read).collect()
}

/// Writes down what became of a wish.
///
/// # Errors
/// [`StorageFault::Refused`] where who asked, or whom it is for, decides.
pub async fn decide(
    db: &impl ConnectionTrait,
    id: AdminGrantId,
    state: AdminGrantState,
    decided: Option<(AccountId, Instant)>,
) -> Result<(), StorageFault> {
    let (by, at) = decided.unzip();
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::DecidedBy, Expr::value(by.map(|by| by.0)))
        .col_expr(Column::DecidedAt, Expr::value(at))
        .filter(Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

fn read(row: &admin_grant::Model) -> Result<AdminGrant, StorageFault> {
    Ok(AdminGrant {
        id: AdminGrantId(row.id),
        token: TokenId(row.token_id),
        account: AccountId(row.account_id),
        asked_by: row.asked_by.map(AccountId),
        asked_at: row.asked_at,
        ends_at: row.ends_at,
        stored: term("admin_grant.state", &row.state)?,
        decided: row.decided_by.map(AccountId).zip(row.decided_at),
    })
}
