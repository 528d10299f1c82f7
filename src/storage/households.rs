//! Rosters of households, of the hamlets that keep one.
//!
//! In Vietnamese: danh sách hộ.

use std::collections::HashSet;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QuerySelect,
};

use super::cells::rows_of;
use super::entity::household;
use super::fault::StorageFault;
use crate::domain::base::ids::AreaId;

/// Adds households to rosters; those that stand there already stay. Answers how many were new.
///
/// # Errors
/// [`StorageFault::Orphan`] for a hamlet that isn't there.
pub async fn insert(
    db: &impl ConnectionTrait,
    households: &[(AreaId, String)],
) -> Result<u64, StorageFault> {
    let mut added: u64 = 0;
    for chunk in households.chunks(rows_of(2)) {
        let rows = chunk.iter().map(|(hamlet, code)| {
            household::Model {
                hamlet_id: hamlet.0,
                code: code.clone(),
            }
            .into_active_model()
        });
        let inserted = household::Entity::insert_many(rows)
            .on_conflict_do_nothing()
            .exec_without_returning(db)
            .await?;
        if let sea_orm::TryInsertResult::Inserted(rows) = inserted {
            added = added.saturating_add(rows);
        }
    }
    Ok(added)
}

/// Those of a hamlet's codes that stand on its roster.
///
/// # Errors
/// What the database answers.
pub async fn known(
    db: &impl ConnectionTrait,
    hamlet: AreaId,
    codes: &[&str],
) -> Result<HashSet<String>, StorageFault> {
    let mut known = HashSet::new();
    for chunk in codes.chunks(rows_of(1)) {
        let rows: Vec<String> = household::Entity::find()
            .select_only()
            .column(household::Column::Code)
            .filter(household::Column::HamletId.eq(hamlet.0))
            .filter(household::Column::Code.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        known.extend(rows);
    }
    Ok(known)
}

/// How many households stand on a hamlet's roster.
///
/// # Errors
/// What the database answers.
pub async fn count(db: &impl ConnectionTrait, hamlet: AreaId) -> Result<u64, StorageFault> {
    let rows = household::Entity::find().filter(household::Column::HamletId.eq(hamlet.0));
    Ok(rows.count(db).await?)
}
