//! Changes of rosters: households that were put on and taken off, and why.
//!
//! In Vietnamese: biến động danh sách hộ.

use std::collections::{HashMap, HashSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::cells::term;
use super::entity::{household, roster_change};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AccountId, AreaId};
use crate::domain::survey::roster::{RosterChange, RosterChangeKind};

/// The latest change of each household of some hamlets: which of them were closed.
///
/// # Errors
/// What the database answers.
pub async fn closed(
    db: &impl ConnectionTrait,
    hamlets: &[AreaId],
) -> Result<HashSet<(AreaId, String)>, StorageFault> {
    let rows = roster_change::Entity::find()
        .filter(roster_change::Column::HamletId.is_in(hamlets.iter().map(|id| id.0)))
        .order_by_asc(roster_change::Column::HamletId)
        .order_by_asc(roster_change::Column::Number)
        .all(db)
        .await?;
    // A later change takes the place of the one before.
    let mut closed = HashSet::new();
    for row in rows {
        let home = (AreaId(row.hamlet_id), row.code);
        match term("roster_change.kind", &row.kind)? {
            RosterChangeKind::Closed => drop(closed.insert(home)),
            RosterChangeKind::Added => drop(closed.remove(&home)),
        }
    }
    Ok(closed)
}

/// The number that a hamlet's next change gets; its area is locked.
///
/// # Errors
/// What the database answers.
pub async fn next_number(db: &impl ConnectionTrait, hamlet: AreaId) -> Result<i64, StorageFault> {
    let last = of(hamlet).one(db).await?;
    Ok(last.map_or(1, |last| last.number.saturating_add(1)))
}

/// Adds changes.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::RosterChange`](super::fault::Unique::RosterChange) where
/// somebody else changed the roster at once.
pub async fn insert(
    db: &impl ConnectionTrait,
    changes: &[RosterChange],
) -> Result<(), StorageFault> {
    let rows = changes.iter().map(row).collect();
    insert_all::<roster_change::Entity>(db, rows, None).await?;
    Ok(())
}

/// Takes households off a hamlet's roster.
///
/// # Errors
/// What the database answers.
pub async fn take_off(
    db: &impl ConnectionTrait,
    hamlet: AreaId,
    codes: &[String],
) -> Result<(), StorageFault> {
    household::Entity::delete_many()
        .filter(household::Column::HamletId.eq(hamlet.0))
        .filter(household::Column::Code.is_in(codes.iter().cloned()))
        .exec(db)
        .await?;
    Ok(())
}

/// The latest changes of a hamlet's roster, the last one first.
///
/// # Errors
/// What the database answers.
pub async fn latest(
    db: &impl ConnectionTrait,
    hamlet: AreaId,
    most: u64,
) -> Result<Vec<RosterChange>, StorageFault> {
    let rows = of(hamlet).limit(most).all(db).await?;
    rows.into_iter().map(read).collect()
}

/// How many households stand on the rosters of some hamlets; none of one that keeps no roster.
///
/// # Errors
/// What the database answers.
pub async fn counts(
    db: &impl ConnectionTrait,
    hamlets: &[AreaId],
) -> Result<HashMap<AreaId, i64>, StorageFault> {
    let rows: Vec<(Uuid, i64)> = household::Entity::find()
        .select_only()
        .column(household::Column::HamletId)
        .column_as(household::Column::Code.count(), "count")
        .filter(household::Column::HamletId.is_in(hamlets.iter().map(|id| id.0)))
        .group_by(household::Column::HamletId)
        .into_tuple()
        .all(db)
        .await?;
    let counted = rows.into_iter();
    Ok(counted
        .map(|(hamlet, count)| (AreaId(hamlet), count))
        .collect())
}

fn of(hamlet: AreaId) -> sea_orm::Select<roster_change::Entity> {
    roster_change::Entity::find()
        .filter(roster_change::Column::HamletId.eq(hamlet.0))
        .order_by_desc(roster_change::Column::Number)
}

fn row(change: &RosterChange) -> roster_change::Model {
    let RosterChange {
        hamlet,
        number,
        code,
        kind,
        reason,
        at,
        by,
    } = change;
    roster_change::Model {
        hamlet_id: hamlet.0,
        number: *number,
        code: code.clone(),
        kind: kind.as_str().to_owned(),
        reason: reason.clone(),
        changed_at: *at,
        changed_by: by.0,
    }
}

fn read(row: roster_change::Model) -> Result<RosterChange, StorageFault> {
    Ok(RosterChange {
        hamlet: AreaId(row.hamlet_id),
        number: row.number,
        kind: term("roster_change.kind", &row.kind)?,
        code: row.code,
        reason: row.reason,
        at: row.changed_at,
        by: AccountId(row.changed_by),
    })
}
