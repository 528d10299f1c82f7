//! Accounts and their access tokens, of which only hashes are kept.

use std::collections::HashMap;

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::areas::place_of;
use super::cells::{digest, is_text, padded, rows_of};
use super::entity::documents::Roles;
use super::entity::{account, area, token, token_area};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AreaId, TokenId};
use crate::domain::survey::submission::Digest;
use crate::domain::trust::actor::{Actor, Role};

/// A person, device or script, known by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its name, unique.
    pub name: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it was locked: nobody signs in by it, and none of its tokens is taken.
    pub disabled_at: Option<Instant>,
}

/// A token as it is kept: whom it speaks for, as what, where and how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// The account.
    pub account: AccountId,
    /// SHA-256 of the token's text.
    pub hash: Digest,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Its areas.
    pub areas: Vec<AreaId>,
    /// Its agency.
    pub agency: Option<String>,
    /// When it was made.
    pub created_at: Instant,
    /// The first instant at which it is no longer taken.
    pub expires_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// Whom a token speaks for, and whether it was revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// Who speaks.
    pub actor: Actor,
    /// When the token was revoked, or its account locked.
    pub revoked_at: Option<Instant>,
}

/// Adds an account.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::AccountName`](super::fault::Unique::AccountName).
pub async fn insert(db: &impl ConnectionTrait, account: &Account) -> Result<(), StorageFault> {
    let Account {
        id,
        name,
        created_at,
        disabled_at,
    } = account;
    let row = account::Model {
        id: id.0,
        name: name.clone(),
        created_at: *created_at,
        disabled_at: *disabled_at,
    };
    account::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The names of some accounts.
///
/// # Errors
/// What the database answers.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, String>, StorageFault> {
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(db)
        .await?;
    let named = rows.into_iter();
    Ok(named.map(|row| (AccountId(row.id), row.name)).collect())
}

/// The account of that name.
///
/// # Errors
/// What the database answers.
pub async fn named(db: &impl ConnectionTrait, name: &str) -> Result<Option<Account>, StorageFault> {
    if !is_text(name) {
        return Ok(None);
    }
    let row = account::Entity::find()
        .filter(account::Column::Name.eq(name))
        .one(db)
        .await?;
    Ok(row.map(read_account))
}

/// The name of an account.
///
/// # Errors
/// What the database answers.
pub async fn name_of(
    db: &impl ConnectionTrait,
    id: AccountId,
) -> Result<Option<String>, StorageFault> {
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.map(|row| row.name))
}

/// Adds a token with its areas.
///
/// # Errors
/// [`StorageFault::Orphan`] for an account or an area that isn't there.
pub async fn insert_token(db: &impl ConnectionTrait, token: &Token) -> Result<(), StorageFault> {
    let Token {
        id,
        account,
        hash,
        roles,
        areas,
        agency,
        created_at,
        expires_at,
        revoked_at,
    } = token;
    let row = token::Model {
        id: id.0,
        account_id: account.0,
        hash: hash.to_vec(),
        roles: Roles(roles.clone()),
        agency: agency.clone(),
        created_at: *created_at,
        expires_at: *expires_at,
        revoked_at: *revoked_at,
    };
    token::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    let areas = areas.iter().map(|area| token_area::Model {
        token_id: id.0,
        area_id: area.0,
    });
    insert_all::<token_area::Entity>(db, areas.collect(), None).await?;
    Ok(())
}

/// Whom the tokens with these hashes speak for, in one statement.
///
/// # Errors
/// What the database answers.
pub async fn bearers(
    db: &impl ConnectionTrait,
    hashes: &[Digest],
) -> Result<HashMap<Digest, Bearer>, StorageFault> {
    let hashes = padded(hashes.iter().map(|hash| hash.to_vec()).collect());
    read_bearers(db, token::Column::Hash.is_in(hashes)).await
}

/// Whom a token speaks for, by its id.
///
/// # Errors
/// What the database answers.
pub async fn bearer(
    db: &impl ConnectionTrait,
    id: TokenId,
) -> Result<Option<Bearer>, StorageFault> {
    let found = read_bearers(db, token::Column::Id.eq(id.0)).await?;
    Ok(found.into_values().next())
}

async fn read_bearers(
    db: &impl ConnectionTrait,
    which: SimpleExpr,
) -> Result<HashMap<Digest, Bearer>, StorageFault> {
    let rows: Vec<BearerRow> = token::Entity::find()
        .select_only()
        .columns([token::Column::Id, token::Column::Hash])
        .columns([token::Column::AccountId, token::Column::Roles])
        .columns([
            token::Column::Agency,
            token::Column::ExpiresAt,
            token::Column::RevokedAt,
        ])
        .columns([account::Column::Name, account::Column::DisabledAt])
        .column_as(area::Column::Id, "area_id")
        .columns([area::Column::Level, area::Column::CommuneId])
        .columns([area::Column::DistrictId, area::Column::ProvinceId])
        .inner_join(account::Entity)
        .join_rev(JoinType::LeftJoin, token_area::Relation::Token.def())
        .join(JoinType::LeftJoin, token_area::Relation::Area.def())
        .filter(which)
        .order_by_asc(area::Column::Code)
        .into_model()
        .all(db)
        .await?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        let area = match (row.area_id, &row.level) {
            (Some(id), Some(level)) => {
                let above = [row.commune_id, row.district_id, row.province_id];
                Some(place_of(id, level, above)?)
            }
            _ => None,
        };
        // A token has a row for each of its areas.
        let bearer = found
            .entry(digest("token.hash", &row.hash)?)
            .or_insert_with(|| row.bearer());
        bearer.actor.areas.extend(area);
    }
    Ok(found)
}

#[derive(FromQueryResult)]
struct BearerRow {
    id: Uuid,
    hash: Vec<u8>,
    account_id: Uuid,
    roles: Roles,
    agency: Option<String>,
    expires_at: Option<Instant>,
    revoked_at: Option<Instant>,
    disabled_at: Option<Instant>,
    name: String,
    area_id: Option<Uuid>,
    level: Option<String>,
    commune_id: Option<Uuid>,
    district_id: Option<Uuid>,
    province_id: Option<Uuid>,
}

impl BearerRow {
    /// The bearer without areas.
    fn bearer(self) -> Bearer {
        Bearer {
            actor: Actor {
                account: AccountId(self.account_id),
                token: TokenId(self.id),
                sign_in: None,
                name: self.name,
                roles: self.roles.0,
                areas: Vec::new(),
                agency: self.agency,
                expires_at: self.expires_at,
                request: None,
            },
            revoked_at: self.revoked_at.or(self.disabled_at),
        }
    }
}

/// All tokens with the names of their accounts, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn tokens(db: &impl ConnectionTrait) -> Result<Vec<(Account, Token)>, StorageFault> {
    let mut areas: HashMap<_, Vec<AreaId>> = HashMap::new();
    for row in token_area::Entity::find().all(db).await? {
        areas
            .entry(row.token_id)
            .or_default()
            .push(AreaId(row.area_id));
    }
    let rows = token::Entity::find()
        .find_both_related(account::Entity)
        .order_by_asc(token::Column::CreatedAt)
        .order_by_asc(token::Column::Id)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(token, account)| {
            let areas = areas.remove(&token.id).unwrap_or_default();
            Ok((read_account(account), read_token(token, areas)?))
        })
        .collect()
}

/// Whom those of these tokens speak for that still hold, in one statement.
///
/// # Errors
/// What the database answers.
pub async fn in_force(
    db: &impl ConnectionTrait,
    tokens: &[TokenId],
    now: Instant,
) -> Result<HashMap<TokenId, Actor>, StorageFault> {
    let mut found = HashMap::with_capacity(tokens.len());
    for chunk in tokens.chunks(rows_of(1)) {
        let which = token::Column::Id.is_in(chunk.iter().map(|id| id.0));
        let bearers = read_bearers(db, which).await?.into_values();
        let holding = bearers.filter(|bearer| {
            let ends = bearer.actor.expires_at;
            bearer.revoked_at.is_none() && ends.is_none_or(|ends| ends > now)
        });
        found.extend(holding.map(|bearer| (bearer.actor.token, bearer.actor)));
    }
    Ok(found)
}

/// Revokes a token; answers whether it was in force until now.
///
/// # Errors
/// What the database answers.
pub async fn revoke(
    db: &impl ConnectionTrait,
    id: TokenId,
    at: Instant,
) -> Result<bool, StorageFault> {
    let changed = token::Entity::update_many()
        .col_expr(token::Column::RevokedAt, at.into())
        .filter(token::Column::Id.eq(id.0))
        .filter(token::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

pub(super) fn read_account(row: account::Model) -> Account {
    let account::Model {
        id,
        name,
        created_at,
        disabled_at,
    } = row;
    Account {
        id: AccountId(id),
        name,
        created_at,
        disabled_at,
    }
}

pub(super) fn read_token(row: token::Model, areas: Vec<AreaId>) -> Result<Token, StorageFault> {
    let token::Model {
        id,
        account_id,
        hash,
        roles,
        agency,
        created_at,
        expires_at,
        revoked_at,
    } = row;
    Ok(Token {
        id: TokenId(id),
        account: AccountId(account_id),
        hash: digest("token.hash", &hash)?,
        roles: roles.0,
        areas,
        agency,
        created_at,
        expires_at,
        revoked_at,
    })
}
