//! The heads of the audit's chains: locked, moved forward, read.

use sea_orm::sea_query::{LockType, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::cells::{ASKED, digest, padded};
use super::entity::audit_head;
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::clock::Instant;
use crate::domain::trust::chain::{ChainId, Head};

/// A head, and when its entry was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedHead {
    /// The head.
    pub head: Head,
    /// When.
    pub at: Instant,
}

/// The heads of these chains, held until the transaction ends; a chain without an entry has none.
///
/// They are locked in order of their chains, the main one last, so that two writers never wait for
/// each other.
///
/// # Errors
/// What the database answers.
pub async fn lock(
    db: &impl ConnectionTrait,
    chains: &[ChainId],
) -> Result<Vec<Head>, StorageFault> {
    let chains = padded(chains.iter().map(|chain| chain.0).collect());
    let mut rows = audit_head::Entity::find()
        .filter(audit_head::Column::Chain.is_in(chains))
        .order_by_asc(audit_head::Column::Chain);
    QueryTrait::query(&mut rows).lock(LockType::NoKeyUpdate);
    let rows = rows.all(db).await?;
    let heads = rows.into_iter().map(read);
    heads.map(|found| Ok(found?.head)).collect()
}

/// These chains' heads as others see them.
///
/// # Errors
/// What the database answers.
pub async fn of_chains(
    db: &impl ConnectionTrait,
    chains: &[ChainId],
) -> Result<Vec<DatedHead>, StorageFault> {
    let mut found = Vec::with_capacity(chains.len());
    for chunk in chains.chunks(ASKED) {
        let chains = padded(chunk.iter().map(|chain| chain.0).collect());
        let rows = audit_head::Entity::find()
            .filter(audit_head::Column::Chain.is_in(chains))
            .all(db)
            .await?;
        for row in rows {
            found.push(read(row)?);
        }
    }
    Ok(found)
}

/// The next heads in order of their chains, the main one last; moved since an instant, where one is given.
///
/// # Errors
/// What the database answers.
pub async fn chunk(
    db: &impl ConnectionTrait,
    after: Option<ChainId>,
    since: Option<Instant>,
    limit: u64,
) -> Result<Vec<DatedHead>, StorageFault> {
    let rows = audit_head::Entity::find()
        .apply_if(after, |rows, after| {
            rows.filter(audit_head::Column::Chain.gt(after.0))
        })
        .apply_if(since, |rows, since| {
            rows.filter(audit_head::Column::At.gte(since))
        })
        .order_by_asc(audit_head::Column::Chain)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Moves heads forward; their chains must be locked, or new.
///
/// # Errors
/// [`StorageFault::Refused`] where a head would go back; what the database answers.
pub async fn write(
    db: &impl ConnectionTrait,
    heads: &[Head],
    at: Instant,
) -> Result<(), StorageFault> {
    let rows = heads.iter().map(|head| audit_head::Model {
        chain: head.chain.0,
        sequence: head.sequence,
        hash: head.hash.to_vec(),
        at,
    });
    let moved = OnConflict::column(audit_head::Column::Chain)
        .update_columns([
            audit_head::Column::Sequence,
            audit_head::Column::Hash,
            audit_head::Column::At,
        ])
        .to_owned();
    insert_all::<audit_head::Entity>(db, rows.collect(), Some(moved)).await?;
    Ok(())
}

fn read(row: audit_head::Model) -> Result<DatedHead, StorageFault> {
    let audit_head::Model {
        chain,
        sequence,
        hash,
        at,
    } = row;
    let head = Head {
        chain: ChainId(chain),
        sequence,
        hash: digest("audit_head.hash", &hash)?,
    };
    Ok(DatedHead { head, at })
}
