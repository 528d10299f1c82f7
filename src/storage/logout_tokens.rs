//! Which of a provider's tokens that sign people out were taken already.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entity::logout_token::{self, Column, Entity};
use super::fault::StorageFault;
use super::insert::{insert_all, known_stay};
use crate::domain::base::clock::Instant;
use crate::domain::survey::submission::Digest;

/// Keeps a token's hash; false where it was there already.
///
/// # Errors
/// What the database answers.
pub async fn spend(
    db: &impl ConnectionTrait,
    hash: &Digest,
    ends_at: Instant,
) -> Result<bool, StorageFault> {
    let row = logout_token::Model {
        hash: hash.to_vec(),
        ends_at,
    };
    let written = insert_all::<Entity>(db, vec![row], Some(known_stay())).await?;
    Ok(written == 1)
}

/// Takes away those that are too old to come again.
///
/// # Errors
/// What the database answers.
pub async fn sweep(db: &impl ConnectionTrait, now: Instant) -> Result<(), StorageFault> {
    let over = Entity::delete_many().filter(Column::EndsAt.lte(now));
    over.exec(db).await?;
    Ok(())
}
