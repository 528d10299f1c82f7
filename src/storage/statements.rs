//! Agencies' statements on conditions, version by version.
//!
//! In Vietnamese: xác nhận của cơ quan. A revision is a new row; the highest version is the current one.

use sea_orm::ConnectionTrait;

use super::entity::{account, condition_statement};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::versions::{self, Columns};
use crate::domain::base::ids::{AccountId, CandidacyId, StatementId};
use crate::domain::recognition::statement::Statement;

/// Adds statements.
///
/// # Errors
/// [`StorageFault::Taken`] where a version is there already; what the database answers.
pub async fn insert(db: &impl ConnectionTrait, new: &[Statement]) -> Result<(), StorageFault> {
    insert_all::<condition_statement::Entity>(db, new.iter().map(row).collect(), None).await?;
    Ok(())
}

/// Every version on record of some candidacies, the first ones first.
///
/// # Errors
/// What the database answers.
pub async fn of_candidacies(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<Statement>, StorageFault> {
    use condition_statement::Column;
    let columns = Columns {
        candidacy: Column::CandidacyId,
        version: Column::Version,
        id: Column::Id,
    };
    versions::of_candidacies::<condition_statement::Entity, _>(db, candidacies, columns, |row| {
        Ok(read(row))
    })
    .await
}

fn read((row, account): (condition_statement::Model, account::Model)) -> Statement {
    let condition_statement::Model {
        id,
        candidacy_id,
        condition,
        version,
        met,
        note,
        agency,
        recorded_by,
        recorded_at,
        reason,
    } = row;
    Statement {
        id: StatementId(id),
        candidacy: CandidacyId(candidacy_id),
        condition,
        version,
        met,
        note,
        agency,
        by: AccountId(recorded_by),
        by_name: account.name,
        at: recorded_at,
        reason,
    }
}

fn row(one: &Statement) -> condition_statement::Model {
    let Statement {
        id,
        candidacy,
        condition,
        version,
        met,
        note,
        agency,
        by,
        by_name: _,
        at,
        reason,
    } = one;
    condition_statement::Model {
        id: id.0,
        candidacy_id: candidacy.0,
        condition: condition.clone(),
        version: *version,
        met: *met,
        note: note.clone(),
        agency: agency.clone(),
        recorded_by: by.0,
        recorded_at: *at,
        reason: reason.clone(),
    }
}
