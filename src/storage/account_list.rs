//! Accounts as a list, with their tokens.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait, Select,
};

use super::accounts::{Account, Token, read_account, read_token};
use super::cells::padded;
use super::entity::{account, area, identity, token, token_area};
use super::fault::StorageFault;
use super::page::{Key, Kind, page};
use super::within::Scope;
use crate::domain::base::ids::{AccountId, AreaId};
use crate::domain::base::page::{Cursor, Page, PageRequest};

/// A page of accounts in the order in which they were made; where a scope is given, of those that have been collectors
/// in it.
///
/// # Errors
/// [`StorageFault::BadCursor`], and what the database answers.
pub async fn list(
    db: &impl ConnectionTrait,
    within: Option<&Scope>,
    request: &PageRequest,
) -> Result<Page<Account>, StorageFault> {
    use account::{Column, Entity};
    let key = Key::ascending().then((Entity, Column::Id), Kind::Uuid);
    let rows = key.window(narrowed(within), request)?.all(db).await?;
    let rows = rows.into_iter().map(|row| {
        let cursor = Cursor(vec![row.id.to_string()]);
        (cursor, read_account(row))
    });
    Ok(page(request, rows.collect()))
}

/// How many accounts such a list holds.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait, within: Option<&Scope>) -> Result<u64, StorageFault> {
    Ok(narrowed(within).count(db).await?)
}

fn narrowed(within: Option<&Scope>) -> Select<account::Entity> {
    let accounts = account::Entity::find();
    let Some(scope) = within else {
        return accounts;
    };
    // Roles are stored as JSON; a collector's are alike on both databases.
    let collects = Expr::col((token::Entity, token::Column::Roles))
        .cast_as("text")
        .eq(r#"["COLLECTOR"]"#);
    let there = token::Entity::find()
        .select_only()
        .column(token::Column::AccountId)
        .join_rev(JoinType::InnerJoin, token_area::Relation::Token.def())
        .join(JoinType::InnerJoin, token_area::Relation::Area.def())
        .filter(collects)
        .filter(scope.areas())
        .into_query();
    accounts.filter(account::Column::Id.in_subquery(there))
}

/// All tokens of some accounts, the oldest first, in two statements.
///
/// # Errors
/// What the database answers.
pub async fn tokens(
    db: &impl ConnectionTrait,
    accounts: &[AccountId],
) -> Result<Vec<Token>, StorageFault> {
    let of_them = padded(accounts.iter().map(|id| id.0).collect());
    let rows = token::Entity::find()
        .filter(token::Column::AccountId.is_in(of_them))
        .order_by_asc(token::Column::Id)
        .all(db)
        .await?;
    let ids = padded(rows.iter().map(|row| row.id).collect());
    let mut areas: HashMap<_, Vec<AreaId>> = HashMap::new();
    let of_them = token_area::Entity::find()
        .filter(token_area::Column::TokenId.is_in(ids))
        .left_join(area::Entity)
        .order_by_asc(area::Column::Code);
    for row in of_them.all(db).await? {
        let own = areas.entry(row.token_id).or_default();
        own.push(AreaId(row.area_id));
    }
    rows.into_iter()
        .map(|row| {
            let own = areas.remove(&row.id).unwrap_or_default();
            read_token(row, own)
        })
        .collect()
}

/// Those of some accounts of whom a provider says who they are.
///
/// # Errors
/// What the database answers.
pub async fn by_provider(
    db: &impl ConnectionTrait,
    accounts: &[AccountId],
) -> Result<HashSet<AccountId>, StorageFault> {
    let ids = padded(accounts.iter().map(|id| id.0).collect());
    let rows = identity::Entity::find()
        .filter(identity::Column::AccountId.is_in(ids))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| AccountId(row.account_id))
        .collect())
}
