//! Departments' findings on criteria, version by version.
//!
//! In Vietnamese: kết quả thẩm định tiêu chí. A revision is a new row; the highest version is the current one.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::cells::rows_of;
use super::entity::{account, criterion_appraisal};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AccountId, AppraisalId, CandidacyId};
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::score::Score;

/// Adds findings.
///
/// # Errors
/// [`StorageFault::Taken`] where a version is there already; what the database answers.
pub async fn insert(db: &impl ConnectionTrait, new: &[Appraisal]) -> Result<(), StorageFault> {
    insert_all::<criterion_appraisal::Entity>(db, new.iter().map(row).collect(), None).await?;
    Ok(())
}

/// Every version on record of some candidacies, the first ones first.
///
/// # Errors
/// What the database answers.
pub async fn of_candidacies(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<Appraisal>, StorageFault> {
    let mut found = Vec::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let of = criterion_appraisal::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0));
        let rows = criterion_appraisal::Entity::find()
            .find_both_related(account::Entity)
            .filter(of)
            .order_by_asc(criterion_appraisal::Column::Version)
            .order_by_asc(criterion_appraisal::Column::Id)
            .all(db)
            .await?;
        for row in rows {
            found.push(read(row)?);
        }
    }
    Ok(found)
}

fn read(
    (row, account): (criterion_appraisal::Model, account::Model),
) -> Result<Appraisal, StorageFault> {
    let criterion_appraisal::Model {
        id,
        candidacy_id,
        criterion,
        version,
        met,
        score,
        value,
        note,
        agency,
        recorded_by,
        recorded_at,
        reason,
    } = row;
    Ok(Appraisal {
        id: AppraisalId(id),
        candidacy: CandidacyId(candidacy_id),
        criterion,
        version,
        met,
        score: score.map(Score::of_hundredths).transpose().map_err(|_| {
            StorageFault::Unreadable {
                what: "criterion_appraisal.score",
            }
        })?,
        value,
        note,
        agency,
        by: AccountId(recorded_by),
        by_name: account.name,
        at: recorded_at,
        reason,
    })
}

fn row(one: &Appraisal) -> criterion_appraisal::Model {
    let Appraisal {
        id,
        candidacy,
        criterion,
        version,
        met,
        score,
        value,
        note,
        agency,
        by,
        by_name: _,
        at,
        reason,
    } = one;
    criterion_appraisal::Model {
        id: id.0,
        candidacy_id: candidacy.0,
        criterion: criterion.clone(),
        version: *version,
        met: *met,
        score: score.map(Score::hundredths),
        value: value.clone(),
        note: note.clone(),
        agency: agency.clone(),
        recorded_by: by.0,
        recorded_at: *at,
        reason: reason.clone(),
    }
}
