//! Sessions of people at a browser as lists, each with whose it is.

use chrono::TimeDelta;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};
use uuid::Uuid;

use super::cells::padded;
use super::entity::sign_in::{self, Column, Entity};
use super::entity::{account, token};
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, SignInId};

/// A session with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSignIn {
    /// Its id.
    pub id: SignInId,
    /// Whose it is.
    pub account: AccountId,
    /// Name of that account.
    pub name: String,
    /// What it was begun on, in few words.
    pub device: Option<String>,
    /// When it began.
    pub begun_at: Instant,
    /// When it was used last, to a tenth of the idle time.
    pub used_at: Instant,
    /// The first instant at which it is over, if nothing is done before.
    pub ends_at: Instant,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    account_id: Uuid,
    name: String,
    device: Option<String>,
    begun_at: Instant,
    idle_at: Instant,
    ends_at: Instant,
    idle_seconds: i64,
}

impl From<Row> for ListedSignIn {
    fn from(row: Row) -> Self {
        let idle = TimeDelta::try_seconds(row.idle_seconds).unwrap_or_default();
        Self {
            id: SignInId(row.id),
            account: AccountId(row.account_id),
            name: row.name,
            device: row.device,
            begun_at: row.begun_at,
            used_at: row.idle_at.checked_sub_signed(idle).unwrap_or(row.begun_at),
            ends_at: row.idle_at.min(row.ends_at),
        }
    }
}

fn listed() -> Select<Entity> {
    Entity::find()
        .select_only()
        .columns([Column::Id, Column::Device, Column::BegunAt])
        .columns([Column::IdleAt, Column::EndsAt, Column::IdleSeconds])
        .column(token::Column::AccountId)
        .column(account::Column::Name)
        .join(JoinType::InnerJoin, sign_in::Relation::Token.def())
        .join(JoinType::InnerJoin, token::Relation::Account.def())
}

/// The sessions of some accounts that hold, those used last first, at most so many in all; in one statement.
///
/// # Errors
/// What the database answers.
pub async fn of_accounts(
    db: &impl ConnectionTrait,
    accounts: &[AccountId],
    now: Instant,
    most: u64,
) -> Result<Vec<ListedSignIn>, StorageFault> {
    let ids = padded(accounts.iter().map(|id| id.0).collect());
    let rows = listed()
        .filter(token::Column::AccountId.is_in(ids))
        .filter(Column::IdleAt.gt(now))
        .filter(Column::EndsAt.gt(now))
        .order_by_desc(Column::IdleAt)
        .order_by_desc(Column::Id)
        .limit(most)
        .into_model::<Row>()
        .all(db);
    Ok(rows.await?.into_iter().map(ListedSignIn::from).collect())
}

/// A session with whose it is.
///
/// # Errors
/// What the database answers.
pub async fn find(
    db: &impl ConnectionTrait,
    id: SignInId,
) -> Result<Option<ListedSignIn>, StorageFault> {
    let row = listed().filter(Column::Id.eq(id.0)).into_model::<Row>();
    Ok(row.one(db).await?.map(ListedSignIn::from))
}
