//! Accounts of people whom a provider knows.

use sea_orm::sea_query::LockType;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryTrait,
};

use super::cells::is_text;
use super::entity::identity::{self, Column, Entity};
use super::fault::StorageFault;
use crate::domain::base::ids::{AccountId, TokenId};
use crate::domain::trust::identity::Identity;

/// Adds an identity.
///
/// # Errors
/// [`StorageFault::Taken`] where the provider's name of the person is known already.
pub async fn insert(db: &impl ConnectionTrait, new: &Identity) -> Result<(), StorageFault> {
    let row = identity::Model {
        account_id: new.account.0,
        issuer: new.issuer.clone(),
        subject: new.subject.clone(),
        token_id: new.token.0,
    };
    Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The identity of a provider's name, locked until the transaction ends.
///
/// # Errors
/// What the database answers.
pub async fn lock(
    db: &impl ConnectionTrait,
    issuer: &str,
    subject: &str,
) -> Result<Option<Identity>, StorageFault> {
    if !is_text(issuer) || !is_text(subject) {
        return Ok(None);
    }
    let mut row = Entity::find()
        .filter(Column::Issuer.eq(issuer))
        .filter(Column::Subject.eq(subject));
    QueryTrait::query(&mut row).lock(LockType::NoKeyUpdate);
    let row = row.one(db).await?;
    Ok(row.map(|row| Identity {
        account: AccountId(row.account_id),
        issuer: row.issuer,
        subject: row.subject,
        token: TokenId(row.token_id),
    }))
}

/// Whether a token is one by which a person whom a provider knows speaks.
///
/// # Errors
/// What the database answers.
pub async fn has_token(db: &impl ConnectionTrait, token: TokenId) -> Result<bool, StorageFault> {
    let row = Entity::find().filter(Column::TokenId.eq(token.0)).one(db);
    Ok(row.await?.is_some())
}

/// Gives an identity another token.
///
/// # Errors
/// What the database answers.
pub async fn renew(
    db: &impl ConnectionTrait,
    account: AccountId,
    token: TokenId,
) -> Result<(), StorageFault> {
    Entity::update_many()
        .col_expr(Column::TokenId, token.0.into())
        .filter(Column::AccountId.eq(account.0))
        .exec(db)
        .await?;
    Ok(())
}
