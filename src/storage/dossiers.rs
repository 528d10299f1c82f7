//! Dossiers as they were frozen for the vote, revision by revision.
//!
//! In Vietnamese: hồ sơ đã chốt.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::cells::rows_of;
use super::entity::{account, frozen_dossier};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AccountId, CandidacyId};
use crate::domain::recognition::dossier::FrozenDossier;

/// Adds a revision.
///
/// # Errors
/// [`StorageFault::Taken`] where the revision is there already.
pub async fn insert(
    db: &impl ConnectionTrait,
    dossier: &FrozenDossier,
) -> Result<(), StorageFault> {
    insert_all::<frozen_dossier::Entity>(db, vec![row(dossier)], None).await?;
    Ok(())
}

/// Every revision of some candidacies, the first ones first.
///
/// # Errors
/// What the database answers.
pub async fn of_candidacies(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<FrozenDossier>, StorageFault> {
    let mut found = Vec::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let of = frozen_dossier::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0));
        let rows = frozen_dossier::Entity::find()
            .find_both_related(account::Entity)
            .filter(of)
            .order_by_asc(frozen_dossier::Column::Revision)
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(read));
    }
    Ok(found)
}

fn read((row, account): (frozen_dossier::Model, account::Model)) -> FrozenDossier {
    let frozen_dossier::Model {
        candidacy_id,
        revision,
        content,
        sha256,
        frozen_by,
        frozen_at,
    } = row;
    FrozenDossier {
        candidacy: CandidacyId(candidacy_id),
        revision,
        content,
        sha256,
        frozen_at,
        frozen_by: AccountId(frozen_by),
        frozen_by_name: account.name,
    }
}

fn row(dossier: &FrozenDossier) -> frozen_dossier::Model {
    let FrozenDossier {
        candidacy,
        revision,
        content,
        sha256,
        frozen_at,
        frozen_by,
        frozen_by_name: _,
    } = dossier;
    frozen_dossier::Model {
        candidacy_id: candidacy.0,
        revision: *revision,
        content: content.clone(),
        sha256: sha256.clone(),
        frozen_by: frozen_by.0,
        frozen_at: *frozen_at,
    }
}
