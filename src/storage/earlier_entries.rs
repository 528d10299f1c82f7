//! Entries as they stood before they were corrected.
//!
//! In Vietnamese: nội dung trước khi đính chính. The current version stands in the entry's own table.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::cells::rows_of;
use super::entity::earlier_entry;
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::tasks::earlier::EarlierEntry;

/// Keeps versions that are being replaced.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::EarlierEntry`](super::fault::Unique::EarlierEntry) where
/// somebody else has replaced one.
pub async fn insert(
    db: &impl ConnectionTrait,
    replaced: Vec<EarlierEntry>,
) -> Result<(), StorageFault> {
    let rows = replaced.into_iter().map(|one| earlier_entry::Model {
        subject: one.subject,
        version: one.version,
        content: one.content,
        reason: one.reason,
        replaced_at: one.replaced_at,
    });
    insert_all::<earlier_entry::Entity>(db, rows.collect(), None).await?;
    Ok(())
}

/// The replaced versions of some entries, the first ones first.
///
/// # Errors
/// What the database answers.
pub async fn of(
    db: &impl ConnectionTrait,
    subjects: &[Uuid],
) -> Result<Vec<EarlierEntry>, StorageFault> {
    let mut found = Vec::new();
    for chunk in subjects.chunks(rows_of(1)) {
        let rows = earlier_entry::Entity::find()
            .filter(earlier_entry::Column::Subject.is_in(chunk.iter().copied()))
            .order_by_asc(earlier_entry::Column::Version)
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(|row| EarlierEntry {
            subject: row.subject,
            version: row.version,
            content: row.content,
            reason: row.reason,
            replaced_at: row.replaced_at,
        }));
    }
    Ok(found)
}
