//! Who changed a thing since it was read.

use super::refusal::{Changed, Refusal};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::AccountId;
use crate::storage::accounts;
use crate::storage::database::Transaction;

/// Lets a change through that was made of the version that stands, `None` where there is none yet.
///
/// # Errors
/// [`Refusal::Conflict`] with who changed it and when.
pub(super) async fn unless_stale(
    tx: &Transaction,
    stands: Option<(i64, Instant, AccountId)>,
    read: Option<i64>,
) -> Result<(), Refusal> {
    match stands {
        Some((version, at, by)) if read != Some(version) => {
            let by = accounts::names(tx, &[by]).await?.remove(&by);
            Err(Refusal::Conflict(by.map(|by| Changed { by, at })))
        }
        None if read.is_some() => Err(Refusal::Conflict(None)),
        _ => Ok(()),
    }
}
