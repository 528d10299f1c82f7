//! Statements of construction debt, version by version.
//!
//! In Vietnamese: báo cáo nợ xây dựng cơ bản. A revision is a new row; the highest version is the current one.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::cells::rows_of;
use super::entity::{account, debt_statement};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::versions::{self, Columns};
use crate::domain::base::ids::{AccountId, CandidacyId, DebtStatementId, RoundId};
use crate::domain::base::money::Money;
use crate::domain::recognition::debt::{DebtFigures, DebtStatement};

/// Adds statements.
///
/// # Errors
/// [`StorageFault::Taken`] where a version is there already; what the database answers.
pub async fn insert(db: &impl ConnectionTrait, new: &[DebtStatement]) -> Result<(), StorageFault> {
    insert_all::<debt_statement::Entity>(db, new.iter().map(row).collect(), None).await?;
    Ok(())
}

/// Every version on record of some candidacies, the first ones first.
///
/// # Errors
/// What the database answers.
pub async fn of_candidacies(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<DebtStatement>, StorageFault> {
    use debt_statement::Column;
    let columns = Columns {
        candidacy: Column::CandidacyId,
        version: Column::Version,
        id: Column::Id,
    };
    versions::of_candidacies::<debt_statement::Entity, _>(db, candidacies, columns, read).await
}

/// Every version of the statement on the whole province of some rounds, the first ones first.
///
/// # Errors
/// What the database answers.
pub async fn of_provinces(
    db: &impl ConnectionTrait,
    rounds: &[RoundId],
) -> Result<Vec<DebtStatement>, StorageFault> {
    let rows = debt_statement::Entity::find()
        .find_both_related(account::Entity)
        .filter(debt_statement::Column::RoundId.is_in(rounds.iter().map(|id| id.0)))
        .filter(debt_statement::Column::CandidacyId.is_null())
        .order_by_asc(debt_statement::Column::Version)
        .all(db)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Those of some candidacies whose debt is stated.
///
/// # Errors
/// What the database answers.
pub async fn stated(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<HashSet<CandidacyId>, StorageFault> {
    let mut found = HashSet::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let of = debt_statement::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0));
        let rows: Vec<Uuid> = debt_statement::Entity::find()
            .select_only()
            .column(debt_statement::Column::CandidacyId)
            .distinct()
            .filter(of)
            .into_tuple()
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(CandidacyId));
    }
    Ok(found)
}

fn read(
    (row, account): (debt_statement::Model, account::Model),
) -> Result<DebtStatement, StorageFault> {
    let debt_statement::Model {
        id,
        round_id,
        candidacy_id,
        version,
        as_of,
        total,
        planned,
        arrears,
        note,
        agency,
        recorded_by,
        recorded_at,
        reason,
    } = row;
    Ok(DebtStatement {
        id: DebtStatementId(id),
        round: RoundId(round_id),
        candidacy: candidacy_id.map(CandidacyId),
        version,
        as_of,
        figures: DebtFigures {
            total: money("debt_statement.total", total)?,
            planned: money("debt_statement.planned", planned)?,
            arrears: money("debt_statement.arrears", arrears)?,
        },
        note,
        agency,
        by: AccountId(recorded_by),
        by_name: account.name,
        at: recorded_at,
        reason,
    })
}

fn row(one: &DebtStatement) -> debt_statement::Model {
    let DebtStatement {
        id,
        round,
        candidacy,
        version,
        as_of,
        figures,
        note,
        agency,
        by,
        by_name: _,
        at,
        reason,
    } = one;
    debt_statement::Model {
        id: id.0,
        round_id: round.0,
        candidacy_id: candidacy.map(|id| id.0),
        version: *version,
        as_of: *as_of,
        total: figures.total.dong(),
        planned: figures.planned.dong(),
        arrears: figures.arrears.dong(),
        note: note.clone(),
        agency: agency.clone(),
        recorded_by: by.0,
        recorded_at: *at,
        reason: reason.clone(),
    }
}

fn money(what: &'static str, dong: i64) -> Result<Money, StorageFault> {
    Money::of_dong(dong).map_err(|_| StorageFault::Unreadable { what })
}
