//! Sessions of people at a browser, of which only hashes are kept.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::cells::{digest, is_text, padded};
use super::entity::identity;
use super::entity::sign_in::{self, Column, Entity};
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{SignInId, TokenId};
use crate::domain::survey::submission::Digest;
use crate::domain::trust::identity::SignedOut;
use crate::domain::trust::sign_in::{AtProvider, SignIn};

/// Adds a session under the hash of its secret.
///
/// # Errors
/// [`StorageFault::Orphan`] for a token that isn't there.
pub async fn insert(
    db: &impl ConnectionTrait,
    new: &SignIn,
    hash: &Digest,
    device: Option<&str>,
    at_provider: &AtProvider,
) -> Result<(), StorageFault> {
    let row = sign_in::Model {
        id: new.id.0,
        hash: hash.to_vec(),
        token_id: new.token.0,
        begun_at: new.begun_at,
        idle_at: new.idle_at,
        ends_at: new.ends_at,
        idle_seconds: new.idle.num_seconds(),
        provider_session: at_provider.session.clone(),
        provider_token: at_provider.token.clone(),
        device: device.map(str::to_owned),
    };
    Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The sessions of these hashes, in one statement.
///
/// # Errors
/// What the database answers.
pub async fn of_hashes(
    db: &impl ConnectionTrait,
    hashes: &[Digest],
) -> Result<HashMap<Digest, SignIn>, StorageFault> {
    let hashes = padded(hashes.iter().map(|hash| hash.to_vec()).collect());
    let rows = Entity::find().filter(Column::Hash.is_in(hashes)).all(db);
    let rows = rows.await?.into_iter();
    rows.map(|row| Ok((digest("sign_in.hash", &row.hash)?, read(&row))))
        .collect()
}

/// A session.
///
/// # Errors
/// What the database answers.
pub async fn find(db: &impl ConnectionTrait, id: SignInId) -> Result<Option<SignIn>, StorageFault> {
    let row = Entity::find_by_id(id.0).one(db).await?;
    Ok(row.as_ref().map(read))
}

/// The provider's token of the session, which it is shown when the person signs out.
///
/// # Errors
/// What the database answers.
pub async fn provider_token(
    db: &impl ConnectionTrait,
    id: SignInId,
) -> Result<Option<String>, StorageFault> {
    let row = Entity::find_by_id(id.0).one(db).await?;
    Ok(row.and_then(|row| row.provider_token))
}

/// The sessions that a provider means: of a person, or of one session of its own. Where it names both, sessions of the
/// person whose own it never told are meant too.
///
/// # Errors
/// What the database answers.
pub async fn of_provider(
    db: &impl ConnectionTrait,
    out: &SignedOut,
) -> Result<Vec<SignInId>, StorageFault> {
    let names = [
        Some(&out.issuer),
        out.subject.as_ref(),
        out.session.as_ref(),
    ];
    if !names.into_iter().flatten().all(|name| is_text(name)) {
        return Ok(Vec::new());
    }
    let mut tokens = identity::Entity::find()
        .select_only()
        .column(identity::Column::TokenId)
        .filter(identity::Column::Issuer.eq(out.issuer.as_str()));
    if let Some(subject) = &out.subject {
        tokens = tokens.filter(identity::Column::Subject.eq(subject.as_str()));
    }
    let mut found = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::TokenId.in_subquery(tokens.into_query()));
    if let Some(session) = &out.session {
        let mut theirs = Condition::any().add(Column::ProviderSession.eq(session.as_str()));
        if out.subject.is_some() {
            theirs = theirs.add(Column::ProviderSession.is_null());
        }
        found = found.filter(theirs);
    }
    let ids: Vec<Uuid> = found.order_by_asc(Column::Id).into_tuple().all(db).await?;
    Ok(ids.into_iter().map(SignInId).collect())
}

/// Those of these sessions that still hold, in one statement.
///
/// # Errors
/// What the database answers.
pub async fn in_force(
    db: &impl ConnectionTrait,
    ids: &[SignInId],
    now: Instant,
) -> Result<HashSet<SignInId>, StorageFault> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let ids = padded(ids.iter().map(|id| id.0).collect());
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(db).await?;
    let holding = rows.iter().map(read).filter(|one| one.holds(now));
    Ok(holding.map(|one| one.id).collect())
}

/// Moves the instant at which a session counts as idle, never back.
///
/// # Errors
/// What the database answers.
pub async fn used(
    db: &impl ConnectionTrait,
    id: SignInId,
    idle_at: Instant,
) -> Result<(), StorageFault> {
    Entity::update_many()
        .col_expr(Column::IdleAt, idle_at.into())
        .filter(Column::Id.eq(id.0))
        .filter(Column::IdleAt.lt(idle_at))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes a session away; answers whether it was there.
///
/// # Errors
/// What the database answers.
pub async fn end(db: &impl ConnectionTrait, id: SignInId) -> Result<bool, StorageFault> {
    let gone = Entity::delete_by_id(id.0).exec(db).await?;
    Ok(gone.rows_affected == 1)
}

/// Takes all sessions of a token away; answers how many there were.
///
/// # Errors
/// What the database answers.
pub async fn end_all(db: &impl ConnectionTrait, token: TokenId) -> Result<u64, StorageFault> {
    let gone = Entity::delete_many().filter(Column::TokenId.eq(token.0));
    Ok(gone.exec(db).await?.rows_affected)
}

/// Takes away what is over.
///
/// # Errors
/// What the database answers.
pub async fn sweep(db: &impl ConnectionTrait, now: Instant) -> Result<(), StorageFault> {
    let over = Condition::any()
        .add(Column::IdleAt.lte(now))
        .add(Column::EndsAt.lte(now));
    Entity::delete_many().filter(over).exec(db).await?;
    Ok(())
}

fn read(row: &sign_in::Model) -> SignIn {
    SignIn {
        id: SignInId(row.id),
        token: TokenId(row.token_id),
        begun_at: row.begun_at,
        idle_at: row.idle_at,
        ends_at: row.ends_at,
        idle: TimeDelta::try_seconds(row.idle_seconds).unwrap_or_default(),
    }
}
