//! Opinions of socio-political organisations, version by version.
//!
//! In Vietnamese: ý kiến của các tổ chức chính trị - xã hội. A revision is a new row; the highest version is the current one.

use sea_orm::ConnectionTrait;

use super::cells::term;
use super::entity::{account, organisation_opinion};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::versions::{self, Columns};
use crate::domain::base::ids::{AccountId, CandidacyId, OpinionId};
use crate::domain::recognition::opinion::{Body, Opinion};

/// Adds opinions.
///
/// # Errors
/// [`StorageFault::Taken`] where a version is there already; what the database answers.
pub async fn insert(db: &impl ConnectionTrait, new: &[Opinion]) -> Result<(), StorageFault> {
    insert_all::<organisation_opinion::Entity>(db, new.iter().map(row).collect(), None).await?;
    Ok(())
}

/// Every version on record of some candidacies, the first ones first.
///
/// # Errors
/// What the database answers.
pub async fn of_candidacies(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<Opinion>, StorageFault> {
    use organisation_opinion::Column;
    let columns = Columns {
        candidacy: Column::CandidacyId,
        version: Column::Version,
        id: Column::Id,
    };
    versions::of_candidacies::<organisation_opinion::Entity, _>(db, candidacies, columns, read)
        .await
}

fn read(
    (row, account): (organisation_opinion::Model, account::Model),
) -> Result<Opinion, StorageFault> {
    let organisation_opinion::Model {
        id,
        candidacy_id,
        level,
        organisation,
        other_name,
        version,
        agrees,
        note,
        recorded_by,
        recorded_at,
        reason,
    } = row;
    Ok(Opinion {
        id: OpinionId(id),
        candidacy: CandidacyId(candidacy_id),
        body: Body {
            level: term("organisation_opinion.level", &level)?,
            organisation: term("organisation_opinion.organisation", &organisation)?,
            other_name,
        },
        version,
        agrees,
        note,
        by: AccountId(recorded_by),
        by_name: account.name,
        at: recorded_at,
        reason,
    })
}

fn row(one: &Opinion) -> organisation_opinion::Model {
    let Opinion {
        id,
        candidacy,
        body,
        version,
        agrees,
        note,
        by,
        by_name: _,
        at,
        reason,
    } = one;
    organisation_opinion::Model {
        id: id.0,
        candidacy_id: candidacy.0,
        level: body.level.as_str().to_owned(),
        organisation: body.organisation.as_str().to_owned(),
        other_name: body.other_name.clone(),
        version: *version,
        agrees: *agrees,
        note: note.clone(),
        recorded_by: by.0,
        recorded_at: *at,
        reason: reason.clone(),
    }
}
