//! Regulations as they were imported, version by version.
//!
//! In Vietnamese: bộ quy định.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Select,
};

use super::cells::is_text;
use super::entity::documents::RegulationDocument;
use super::entity::regulation;
use super::fault::StorageFault;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::RegulationId;
use crate::domain::law::regulation::Regulation;

/// A version of a set of rules as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRegulation {
    /// Its id.
    pub id: RegulationId,
    /// The set itself, without its base's rules.
    pub regulation: Regulation,
    /// SHA-256 of what was imported, lower-case hexadecimal.
    pub sha256: String,
    /// The version that it lies over.
    pub base: Option<RegulationId>,
    /// When a round first used it: frozen from then on.
    pub first_used_at: Option<Instant>,
}

/// Adds a version.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::RegulationVersion`](super::fault::Unique::RegulationVersion).
pub async fn insert(
    db: &impl ConnectionTrait,
    stored: &StoredRegulation,
) -> Result<(), StorageFault> {
    let StoredRegulation {
        id,
        regulation,
        sha256,
        base,
        first_used_at,
    } = stored;
    let row = regulation::Model {
        id: id.0,
        code: regulation.code.clone(),
        version: regulation.version,
        content: RegulationDocument(regulation.clone()),
        sha256: sha256.clone(),
        base_id: base.map(|id| id.0),
        valid_from: regulation.valid_from,
        valid_until: regulation.valid_until,
        first_used_at: *first_used_at,
    };
    regulation::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// All versions of a set, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn versions(
    db: &impl ConnectionTrait,
    code: &str,
) -> Result<Vec<StoredRegulation>, StorageFault> {
    if !is_text(code) {
        return Ok(Vec::new());
    }
    let rows = regulation::Entity::find()
        .filter(regulation::Column::Code.eq(code))
        .order_by_desc(regulation::Column::Version);
    read_all(rows, db).await
}

/// Every version of every set, by code and version.
///
/// # Errors
/// What the database answers.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<StoredRegulation>, StorageFault> {
    let rows = regulation::Entity::find()
        .order_by_asc(regulation::Column::Code)
        .order_by_asc(regulation::Column::Version);
    read_all(rows, db).await
}

/// Freezes a version when a round first uses it; a later use changes nothing.
///
/// # Errors
/// What the database answers.
pub async fn mark_used(
    db: &impl ConnectionTrait,
    id: RegulationId,
    at: Instant,
) -> Result<(), StorageFault> {
    regulation::Entity::update_many()
        .col_expr(regulation::Column::FirstUsedAt, at.into())
        .filter(regulation::Column::Id.eq(id.0))
        .filter(regulation::Column::FirstUsedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

async fn read_all(
    rows: Select<regulation::Entity>,
    db: &impl ConnectionTrait,
) -> Result<Vec<StoredRegulation>, StorageFault> {
    Ok(rows.all(db).await?.into_iter().map(read).collect())
}

fn read(row: regulation::Model) -> StoredRegulation {
    let regulation::Model {
        id,
        code: _,
        version: _,
        content,
        sha256,
        base_id,
        valid_from: _,
        valid_until: _,
        first_used_at,
    } = row;
    StoredRegulation {
        id: RegulationId(id),
        regulation: content.0,
        sha256,
        base: base_id.map(RegulationId),
        first_used_at,
    }
}
