//! Tokens that something names: by id, and those of an account.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use super::accounts::{Token, read_token};
use super::cells::padded;
use super::entity::{token, token_area};
use super::fault::StorageFault;
use crate::domain::base::ids::{AccountId, AreaId, TokenId};

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
