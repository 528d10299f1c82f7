//! Parts of dossiers, version by version, with the names of their writers.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Related};

use super::cells::rows_of;
use super::entity::account;
use super::fault::StorageFault;
use crate::domain::base::ids::CandidacyId;

/// The columns by which a table of versions is read.
pub(super) struct Columns<C> {
    /// Whose dossier.
    pub candidacy: C,
    /// The version.
    pub version: C,
    /// The row.
    pub id: C,
}

/// Every version on record of some candidacies, the first ones first.
///
/// # Errors
/// What the database answers, and what `read` can't read.
pub(super) async fn of_candidacies<E, T>(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
    columns: Columns<E::Column>,
    read: impl Fn((E::Model, account::Model)) -> Result<T, StorageFault>,
) -> Result<Vec<T>, StorageFault>
where
    E: EntityTrait + Related<account::Entity>,
{
    let mut found = Vec::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let rows = E::find()
            .find_both_related(account::Entity)
            .filter(columns.candidacy.is_in(chunk.iter().map(|id| id.0)))
            .order_by_asc(columns.version)
            .order_by_asc(columns.id)
            .all(db)
            .await?;
        for row in rows {
            found.push(read(row)?);
        }
    }
    Ok(found)
}
