//! Which units came of which: mergers, splits and renamings.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entity::area_lineage;
use super::fault::StorageFault;
use super::insert::{insert_all, known_stay};
use crate::domain::base::ids::AreaId;

/// Says which units came of which: pairs of predecessor and successor. Known pairs stay.
///
/// # Errors
/// [`StorageFault::Orphan`] for a unit that isn't there.
pub async fn insert(
    db: &impl ConnectionTrait,
    pairs: &[(AreaId, AreaId)],
) -> Result<(), StorageFault> {
    let rows = pairs.iter().map(|(before, after)| area_lineage::Model {
        predecessor_id: before.0,
        successor_id: after.0,
    });
    insert_all::<area_lineage::Entity>(db, rows.collect(), Some(known_stay())).await?;
    Ok(())
}

/// All pairs of predecessor and successor: what an import is planned against.
///
/// # Errors
/// What the database answers.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<(AreaId, AreaId)>, StorageFault> {
    let pairs = area_lineage::Entity::find().all(db).await?;
    Ok(pairs
        .iter()
        .map(|pair| (AreaId(pair.predecessor_id), AreaId(pair.successor_id)))
        .collect())
}

/// Pairs of a unit of these and one that it came of.
///
/// # Errors
/// What the database answers.
pub async fn predecessors(
    db: &impl ConnectionTrait,
    ids: &[AreaId],
) -> Result<Vec<(AreaId, AreaId)>, StorageFault> {
    let of = area_lineage::Column::SuccessorId.is_in(ids.iter().map(|id| id.0));
    let pairs = area_lineage::Entity::find().filter(of).all(db).await?;
    Ok(pairs
        .iter()
        .map(|pair| (AreaId(pair.successor_id), AreaId(pair.predecessor_id)))
        .collect())
}

/// Pairs of a unit of these and one that came of it.
///
/// # Errors
/// What the database answers.
pub async fn successors(
    db: &impl ConnectionTrait,
    ids: &[AreaId],
) -> Result<Vec<(AreaId, AreaId)>, StorageFault> {
    let of = area_lineage::Column::PredecessorId.is_in(ids.iter().map(|id| id.0));
    let pairs = area_lineage::Entity::find().filter(of).all(db).await?;
    Ok(pairs
        .iter()
        .map(|pair| (AreaId(pair.predecessor_id), AreaId(pair.successor_id)))
        .collect())
}
