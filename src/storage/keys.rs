//! The secret keys that every process on a database shares.

use sea_orm::{ConnectionTrait, EntityTrait};

use super::digest::of_secret;
use super::entity::secret_key;
use super::fault::StorageFault;
use crate::domain::survey::submission::SubmissionKey;
use crate::domain::trust::chain::Hash;

const SUBMISSION: &str = "submission";
const WHAT: &str = "secret_key.value";

/// The key of fingerprints and households, which the first migration made.
///
/// # Errors
/// [`StorageFault::Unreadable`] where it is missing.
pub async fn submission(db: &impl ConnectionTrait) -> Result<SubmissionKey, StorageFault> {
    let unreadable = || StorageFault::Unreadable { what: WHAT };
    let row = secret_key::Entity::find_by_id(SUBMISSION).one(db).await?;
    let row = row.ok_or_else(unreadable)?;
    SubmissionKey::new(&row.value).map_err(|_| unreadable())
}

/// The digest of the key, which tells whether it is still the same and doesn't give it away.
///
/// # Errors
/// As [`submission`].
pub async fn submission_digest(db: &impl ConnectionTrait) -> Result<Hash, StorageFault> {
    let row = secret_key::Entity::find_by_id(SUBMISSION).one(db).await?;
    let row = row.ok_or(StorageFault::Unreadable { what: WHAT })?;
    Ok(of_secret(&row.value))
}
