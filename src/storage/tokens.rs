//! Tokens that something names: by id, and those of an account.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryTrait, Set,
};

use super::accounts::{Token, read_token};
use super::cells::padded;
use super::entity::documents::Roles;
use super::entity::{account, token, token_area};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AccountId, AreaId, TokenId};
use crate::domain::trust::actor::Role;

/// Some tokens, in two statements.
///
/// # Errors
/// What the database answers.
pub async fn by_ids(
    db: &impl ConnectionTrait,
    ids: &[TokenId],
) -> Result<HashMap<TokenId, Token>, StorageFault> {
    let ids = padded(ids.iter().map(|id| id.0).collect());
    let named = Condition::all().add(token::Column::Id.is_in(ids));
    let found = read(db, named).await?.into_iter();
    Ok(found.map(|token| (token.id, token)).collect())
}

/// All tokens that an account ever had, in two statements.
///
/// # Errors
/// What the database answers.
pub async fn of_account(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Token>, StorageFault> {
    let own = Condition::all().add(token::Column::AccountId.eq(account.0));
    read(db, own).await
}

/// Locks a token until the transaction ends.
///
/// # Errors
/// What the database answers.
pub async fn lock(db: &impl ConnectionTrait, id: TokenId) -> Result<(), StorageFault> {
    let mut row = token::Entity::find_by_id(id.0);
    QueryTrait::query(&mut row).lock(LockType::NoKeyUpdate);
    row.one(db).await?;
    Ok(())
}

/// Gives a token other roles; its areas stay.
///
/// # Errors
/// What the database answers.
pub async fn set_roles(
    db: &impl ConnectionTrait,
    id: TokenId,
    roles: &[Role],
) -> Result<(), StorageFault> {
    let row = token::ActiveModel {
        id: Set(id.0),
        roles: Set(Roles(roles.to_vec())),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(())
}

/// Gives a token other roles, areas and agency.
///
/// # Errors
/// [`StorageFault::Orphan`] for an area that isn't there.
pub async fn set_rights(
    db: &impl ConnectionTrait,
    id: TokenId,
    roles: &[Role],
    areas: &[AreaId],
    agency: Option<&str>,
) -> Result<(), StorageFault> {
    let row = token::ActiveModel {
        id: Set(id.0),
        roles: Set(Roles(roles.to_vec())),
        agency: Set(agency.map(str::to_owned)),
        ..Default::default()
    };
    row.update(db).await?;
    token_area::Entity::delete_many()
        .filter(token_area::Column::TokenId.eq(id.0))
        .exec(db)
        .await?;
    let areas = areas.iter().map(|area| token_area::Model {
        token_id: id.0,
        area_id: area.0,
    });
    insert_all::<token_area::Entity>(db, areas.collect(), None).await?;
    Ok(())
}

/// Gives an account another name, which is clean and not taken.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::AccountName`](super::fault::Unique::AccountName).
pub async fn rename_account(
    db: &impl ConnectionTrait,
    id: AccountId,
    name: &str,
) -> Result<(), StorageFault> {
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(name))
        .filter(account::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

async fn read(db: &impl ConnectionTrait, which: Condition) -> Result<Vec<Token>, StorageFault> {
    let rows = token::Entity::find().filter(which).all(db).await?;
    let ids = padded(rows.iter().map(|row| row.id).collect());
    let mut areas: HashMap<_, Vec<AreaId>> = HashMap::new();
    let of_them = token_area::Column::TokenId.is_in(ids);
    for row in token_area::Entity::find().filter(of_them).all(db).await? {
        let own = areas.entry(row.token_id).or_default();
        own.push(AreaId(row.area_id));
    }
    rows.into_iter()
        .map(|row| {
            let areas = areas.remove(&row.id).unwrap_or_default();
            read_token(row, areas)
        })
        .collect()
}
