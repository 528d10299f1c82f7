//! Departments' findings on criteria, version by version.
//!
//! In Vietnamese: kết quả thẩm định tiêu chí. A revision is a new row; the highest version is the current one.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef,
};
use uuid::Uuid;

use super::entity::{account, candidacy, certification_round, criterion_appraisal};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::versions::{self, Columns};
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, AppraisalId, AreaId, CandidacyId, RegulationId};
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
    use criterion_appraisal::Column;
    let columns = Columns {
        candidacy: Column::CandidacyId,
        version: Column::Version,
        id: Column::Id,
    };
    versions::of_candidacies::<criterion_appraisal::Entity, _>(db, candidacies, columns, read).await
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

/// A finding on a unit, in whichever candidacy of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaFinding {
    /// The unit.
    pub area: AreaId,
    /// The set of rules of the candidacy's round.
    pub regulation: RegulationId,
    /// The criterion's code.
    pub criterion: String,
    /// The finding's version.
    pub version: i32,
    /// Whether the criterion is met.
    pub met: bool,
    /// When it was written down.
    pub at: Instant,
}

/// Unit, set of rules, criterion, version, whether it is met, and when.
type FindingRow = (Uuid, Uuid, String, i32, bool, Instant);

/// Every finding on some units, or on all, in no order.
///
/// # Errors
/// What the database answers.
pub async fn of_areas(
    db: &impl ConnectionTrait,
    areas: Option<&[AreaId]>,
) -> Result<Vec<AreaFinding>, StorageFault> {
    use criterion_appraisal::{Column, Entity};
    let mut rows = Entity::find()
        .select_only()
        .column_as(candidacy::Column::AreaId, "area")
        .column_as(certification_round::Column::RegulationId, "regulation")
        .columns([
            Column::Criterion,
            Column::Version,
            Column::Met,
            Column::RecordedAt,
        ])
        .join(JoinType::InnerJoin, of_candidacy())
        .join(JoinType::InnerJoin, of_round());
    if let Some(areas) = areas {
        rows = rows.filter(candidacy::Column::AreaId.is_in(areas.iter().map(|id| id.0)));
    }
    let rows: Vec<FindingRow> = rows.into_tuple().all(db).await?;
    let read = |(area, regulation, criterion, version, met, at): FindingRow| AreaFinding {
        area: AreaId(area),
        regulation: RegulationId(regulation),
        criterion,
        version,
        met,
        at,
    };
    Ok(rows.into_iter().map(read).collect())
}

fn of_candidacy() -> RelationDef {
    criterion_appraisal::Entity::belongs_to(candidacy::Entity)
        .from(criterion_appraisal::Column::CandidacyId)
        .to(candidacy::Column::Id)
        .into()
}

fn of_round() -> RelationDef {
    candidacy::Entity::belongs_to(certification_round::Entity)
        .from(candidacy::Column::RoundId)
        .to(certification_round::Column::Id)
        .into()
}
