//! Titles that areas hold or held, and re-assessments of those recognised before.
//!
//! In Vietnamese: danh hiệu đã được công nhận.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::cells::{rows_of, term};
use super::entity::documents::Texts;
use super::entity::{account, area, area_title, reassessment};
use super::fault::StorageFault;
use super::insert::insert_all;
use super::within::Scope;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AccountId, AreaId, AreaTitleId, CandidacyId, DecisionId};
use crate::domain::recognition::title_record::{AreaTitle, Reassessment};

/// Adds titles.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::AreaTitle`](super::fault::Unique::AreaTitle).
pub async fn insert(db: &impl ConnectionTrait, titles: &[AreaTitle]) -> Result<(), StorageFault> {
    insert_all::<area_title::Entity>(db, titles.iter().map(row).collect(), None).await?;
    Ok(())
}

/// Ends a title.
///
/// # Errors
/// What the database answers.
pub async fn end(
    db: &impl ConnectionTrait,
    id: AreaTitleId,
    until: Day,
    by: Option<DecisionId>,
    reason: &str,
) -> Result<(), StorageFault> {
    use area_title::Column;
    area_title::Entity::update_many()
        .col_expr(Column::Until, until.into())
        .col_expr(Column::EndedBy, Expr::val(by.map(|by| by.0)))
        .col_expr(Column::EndReason, reason.into())
        .filter(Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The titles of areas, the earliest first.
///
/// # Errors
/// What the database answers.
pub async fn of_areas(
    db: &impl ConnectionTrait,
    areas: &[AreaId],
) -> Result<Vec<AreaTitle>, StorageFault> {
    let mut found = Vec::new();
    for chunk in areas.chunks(rows_of(1)) {
        let of = area_title::Column::AreaId.is_in(chunk.iter().map(|id| id.0));
        let rows = area_title::Entity::find().filter(of).all(db).await?;
        for row in rows {
            found.push(read(row)?);
        }
    }
    found.sort_by_key(|title: &AreaTitle| (title.since, title.id));
    Ok(found)
}

/// The titles that areas inside another were given on a day or before, the earliest first; what is
/// not dated is left out.
///
/// # Errors
/// What the database answers.
pub async fn given_inside(
    db: &impl ConnectionTrait,
    inside: AreaId,
    by: Day,
) -> Result<Vec<AreaTitle>, StorageFault> {
    let rows = area_title::Entity::find()
        .find_both_related(area::Entity)
        .filter(Scope::Areas(vec![inside]).areas())
        .filter(area_title::Column::Since.lte(by))
        .order_by_asc(area_title::Column::Since)
        .order_by_asc(area_title::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(|(row, _)| read(row)).collect()
}

/// Adds a version of a re-assessment.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::Reassessment`](super::fault::Unique::Reassessment).
pub async fn insert_reassessment(
    db: &impl ConnectionTrait,
    found: &Reassessment,
    by: AccountId,
) -> Result<(), StorageFault> {
    let row = reassessment::Model {
        candidacy_id: found.candidacy.0,
        version: found.version,
        still_meets: found.still_meets,
        failed: Texts(found.failed.clone()),
        note: found.note.clone(),
        recorded_by: by.0,
        recorded_at: found.at,
    };
    reassessment::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Every version of the re-assessments of candidacies, the first ones first.
///
/// # Errors
/// What the database answers.
pub async fn reassessments(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<Reassessment>, StorageFault> {
    let mut found = Vec::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let of = reassessment::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0));
        let rows = reassessment::Entity::find()
            .find_both_related(account::Entity)
            .filter(of)
            .order_by_asc(reassessment::Column::Version)
            .all(db)
            .await?;
        found.extend(rows.into_iter().map(|(row, account)| Reassessment {
            candidacy: CandidacyId(row.candidacy_id),
            version: row.version,
            still_meets: row.still_meets,
            failed: row.failed.0,
            note: row.note,
            by: account.name,
            at: row.recorded_at,
        }));
    }
    Ok(found)
}

fn read(row: area_title::Model) -> Result<AreaTitle, StorageFault> {
    let area_title::Model {
        id,
        area_id,
        title,
        since,
        until,
        decision_id,
        number,
        carried_from,
        ended_by,
        end_reason,
        recorded_at,
    } = row;
    Ok(AreaTitle {
        id: AreaTitleId(id),
        area: AreaId(area_id),
        title: term("area_title.title", &title)?,
        since,
        until,
        decision: decision_id.map(DecisionId),
        number,
        carried_from: carried_from.map(AreaTitleId),
        ended_by: ended_by.map(DecisionId),
        end_reason,
        recorded_at,
    })
}

fn row(title: &AreaTitle) -> area_title::Model {
    let AreaTitle {
        id,
        area,
        title,
        since,
        until,
        decision,
        number,
        carried_from,
        ended_by,
        end_reason,
        recorded_at,
    } = title;
    area_title::Model {
        id: id.0,
        area_id: area.0,
        title: title.as_str().to_owned(),
        since: *since,
        until: *until,
        decision_id: decision.map(|id| id.0),
        number: number.clone(),
        carried_from: carried_from.map(|id| id.0),
        ended_by: ended_by.map(|id| id.0),
        end_reason: end_reason.clone(),
        recorded_at: *recorded_at,
    }
}
