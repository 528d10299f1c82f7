//! Decisions on candidacies, and candidacies put off to a later round.
//!
//! In Vietnamese: quyết định công nhận.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::cells::{rows_of, term};
use super::entity::{decided_candidacy, decision, deferral};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::ids::{AccountId, AreaId, CandidacyId, DecisionId};
use crate::domain::recognition::decision::{DecidedCandidacy, Decision, Deferral};

/// Adds a decision and what it says of candidacies.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::DecisionNumber`](super::fault::Unique::DecisionNumber) or
/// [`Unique::Decided`](super::fault::Unique::Decided).
pub async fn insert(
    db: &impl ConnectionTrait,
    decision: &Decision,
    decided: &[DecidedCandidacy],
) -> Result<(), StorageFault> {
    let Decision {
        id,
        province,
        number,
        decided_on,
        signer,
        recorded_by,
        recorded_at,
    } = decision;
    let row = decision::Model {
        id: id.0,
        province_id: province.0,
        number: number.clone(),
        decided_on: *decided_on,
        signer: signer.clone(),
        recorded_by: recorded_by.0,
        recorded_at: *recorded_at,
    };
    decision::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    let rows = decided.iter().map(|one| decided_candidacy::Model {
        candidacy_id: one.candidacy.0,
        decision_id: one.decision.0,
        outcome: one.outcome.as_str().to_owned(),
        reason: one.reason.clone(),
    });
    insert_all::<decided_candidacy::Entity>(db, rows.collect(), None).await?;
    Ok(())
}

/// What was decided on candidacies, each with its decision.
///
/// # Errors
/// What the database answers.
pub async fn of_candidacies(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<(DecidedCandidacy, Decision)>, StorageFault> {
    let mut found = Vec::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let of = decided_candidacy::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0));
        let rows = decided_candidacy::Entity::find()
            .find_both_related(decision::Entity)
            .filter(of)
            .all(db)
            .await?;
        for (row, decision) in rows {
            let decided = DecidedCandidacy {
                candidacy: CandidacyId(row.candidacy_id),
                decision: DecisionId(row.decision_id),
                outcome: term("decided_candidacy.outcome", &row.outcome)?,
                reason: row.reason,
            };
            found.push((decided, read(decision)));
        }
    }
    Ok(found)
}

/// Puts a candidacy off.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::Deferral`](super::fault::Unique::Deferral).
pub async fn defer(db: &impl ConnectionTrait, deferral: &Deferral) -> Result<(), StorageFault> {
    let Deferral {
        candidacy,
        successor,
        reason,
        by,
        at,
    } = deferral;
    let row = deferral::Model {
        candidacy_id: candidacy.0,
        successor_id: successor.0,
        reason: reason.clone(),
        deferred_by: by.0,
        deferred_at: *at,
    };
    deferral::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The deferrals that candidacies come from or lead to.
///
/// # Errors
/// What the database answers.
pub async fn deferrals(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<Deferral>, StorageFault> {
    let mut found = Vec::new();
    for chunk in candidacies.chunks(rows_of(2)) {
        let ids = || chunk.iter().map(|id| id.0);
        let any = sea_orm::Condition::any()
            .add(deferral::Column::CandidacyId.is_in(ids()))
            .add(deferral::Column::SuccessorId.is_in(ids()));
        let rows = deferral::Entity::find().filter(any).all(db).await?;
        found.extend(rows.into_iter().map(|row| Deferral {
            candidacy: CandidacyId(row.candidacy_id),
            successor: CandidacyId(row.successor_id),
            reason: row.reason,
            by: AccountId(row.deferred_by),
            at: row.deferred_at,
        }));
    }
    Ok(found)
}

fn read(row: decision::Model) -> Decision {
    let decision::Model {
        id,
        province_id,
        number,
        decided_on,
        signer,
        recorded_by,
        recorded_at,
    } = row;
    Decision {
        id: DecisionId(id),
        province: AreaId(province_id),
        number,
        decided_on,
        signer,
        recorded_by: AccountId(recorded_by),
        recorded_at,
    }
}
