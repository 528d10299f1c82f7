//! Which accounts are locked.

use sea_orm::sea_query::LockType;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryTrait};

use super::accounts::{Account, read_account};
use super::entity::account;
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::AccountId;

/// Whether an account is locked.
///
/// # Errors
/// What the database answers.
pub async fn is_disabled(db: &impl ConnectionTrait, id: AccountId) -> Result<bool, StorageFault> {
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.is_some_and(|row| row.disabled_at.is_some()))
}

/// The account of this id, locked until the transaction ends.
///
/// # Errors
/// What the database answers.
pub async fn lock(
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Option<Account>, StorageFault> {
    let mut row = account::Entity::find_by_id(id.0);
    QueryTrait::query(&mut row).lock(LockType::NoKeyUpdate);
    Ok(row.one(db).await?.map(read_account))
}

/// Locks an account from an instant on, or opens it again.
///
/// # Errors
/// What the database answers.
pub async fn disable(
    db: &impl ConnectionTrait,
    id: AccountId,
    at: Option<Instant>,
) -> Result<(), StorageFault> {
    account::Entity::update_many()
        .col_expr(account::Column::DisabledAt, at.into())
        .filter(account::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}
