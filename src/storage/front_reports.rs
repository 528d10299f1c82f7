//! The Front's reports, their versions, and what each concludes.
//!
//! In Vietnamese: báo cáo của Mặt trận.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::cells::{rows_of, term};
use super::entity::{front_report, front_report_conclusion, front_report_version};
use super::fault::StorageFault;
use super::insert::insert_all;
use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, CandidacyId, FrontReportId, RoundId};
use crate::domain::recognition::front_report::{Conclusion, FrontReport};

/// Adds a report's version; of the first, the report itself too.
///
/// # Errors
/// [`StorageFault::Taken`] with [`Unique::FrontReportNumber`](super::fault::Unique::FrontReportNumber)
/// or, where somebody else added that version,
/// [`Unique::FrontReportVersion`](super::fault::Unique::FrontReportVersion).
pub async fn insert(
    db: &impl ConnectionTrait,
    report: &FrontReport,
    conclusions: &[Conclusion],
) -> Result<(), StorageFault> {
    if report.version == 1 {
        let row = front_report::Model {
            id: report.id.0,
            round_id: report.round.0,
            number: report.number.clone(),
            created_at: report.submitted_at,
        };
        front_report::Entity::insert(row.into_active_model())
            .exec_without_returning(db)
            .await?;
    }
    let row = front_report_version::Model {
        report_id: report.id.0,
        version: report.version,
        reported_on: report.reported_on,
        signer: report.signer.clone(),
        content: report.content.clone(),
        sha256: report.sha256.clone(),
        reason: report.reason.clone(),
        submitted_at: report.submitted_at,
        submitted_by: report.submitted_by.0,
        received_at: report.received_at,
        received_by: report.received_by.map(|by| by.0),
    };
    front_report_version::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    let rows = conclusions
        .iter()
        .map(|one| front_report_conclusion::Model {
            report_id: report.id.0,
            version: report.version,
            candidacy_id: one.candidacy.0,
            conclusion: one.conclusion.as_str().to_owned(),
            note: one.note.clone(),
        });
    insert_all::<front_report_conclusion::Entity>(db, rows.collect(), None).await?;
    Ok(())
}

/// Notes that the coordination office took a version in; answers whether nobody had.
///
/// # Errors
/// What the database answers.
pub async fn receive(
    db: &impl ConnectionTrait,
    id: FrontReportId,
    version: i64,
    at: Instant,
    by: AccountId,
) -> Result<bool, StorageFault> {
    let changed = front_report_version::Entity::update_many()
        .col_expr(front_report_version::Column::ReceivedAt, at.into())
        .col_expr(front_report_version::Column::ReceivedBy, by.0.into())
        .filter(front_report_version::Column::ReportId.eq(id.0))
        .filter(front_report_version::Column::Version.eq(version))
        .filter(front_report_version::Column::ReceivedAt.is_null())
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Every version of some reports, the first version first.
///
/// # Errors
/// What the database answers.
pub async fn versions(
    db: &impl ConnectionTrait,
    ids: &[FrontReportId],
) -> Result<HashMap<FrontReportId, Vec<FrontReport>>, StorageFault> {
    let mut grouped: HashMap<FrontReportId, Vec<FrontReport>> = HashMap::new();
    for chunk in ids.chunks(rows_of(1)) {
        let wanted = || chunk.iter().map(|id| id.0);
        let reports = front_report::Entity::find()
            .filter(front_report::Column::Id.is_in(wanted()))
            .all(db)
            .await?;
        let reports: HashMap<Uuid, front_report::Model> =
            reports.into_iter().map(|row| (row.id, row)).collect();
        let rows = front_report_version::Entity::find()
            .filter(front_report_version::Column::ReportId.is_in(wanted()))
            .order_by_asc(front_report_version::Column::ReportId)
            .order_by_asc(front_report_version::Column::Version)
            .all(db)
            .await?;
        for row in rows {
            if let Some(report) = reports.get(&row.report_id) {
                let report = read(report, row);
                grouped.entry(report.id).or_default().push(report);
            }
        }
    }
    Ok(grouped)
}

/// A report that names a candidacy, or named it in an earlier version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The candidacy.
    pub candidacy: CandidacyId,
    /// The last version that names it.
    pub version: i64,
    /// The latest version.
    pub latest: FrontReport,
}

/// The reports that name or ever named candidacies.
///
/// # Errors
/// What the database answers.
pub async fn naming(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<Vec<Naming>, StorageFault> {
    let mut named: Vec<(Uuid, Uuid, i64)> = Vec::new();
    for chunk in candidacies.chunks(rows_of(1)) {
        let of = front_report_conclusion::Column::CandidacyId.is_in(chunk.iter().map(|id| id.0));
        let rows: Vec<(Uuid, Uuid, i64)> = front_report_conclusion::Entity::find()
            .select_only()
            .columns([
                front_report_conclusion::Column::ReportId,
                front_report_conclusion::Column::CandidacyId,
            ])
            .column_as(front_report_conclusion::Column::Version.max(), "version")
            .filter(of)
            .group_by(front_report_conclusion::Column::ReportId)
            .group_by(front_report_conclusion::Column::CandidacyId)
            .into_tuple()
            .all(db)
            .await?;
        named.extend(rows);
    }
    let mut ids: Vec<FrontReportId> = named.iter().map(|(id, ..)| FrontReportId(*id)).collect();
    ids.sort_unstable();
    ids.dedup();
    let versions = versions(db, &ids).await?;
    let of = |(report, candidacy, version)| {
        let latest = versions.get(&FrontReportId(report))?.last()?;
        Some(Naming {
            candidacy: CandidacyId(candidacy),
            version,
            latest: latest.clone(),
        })
    };
    Ok(named.into_iter().filter_map(of).collect())
}

/// The report that names each candidacy in its latest version; of several, the latest handed in.
///
/// # Errors
/// What the database answers.
pub async fn of_candidacies(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<HashMap<CandidacyId, FrontReport>, StorageFault> {
    let mut found: HashMap<CandidacyId, FrontReport> = HashMap::new();
    for one in naming(db, candidacies).await? {
        if one.version != one.latest.version {
            continue;
        }
        let kept = found
            .entry(one.candidacy)
            .or_insert_with(|| one.latest.clone());
        if kept.submitted_at < one.latest.submitted_at {
            *kept = one.latest;
        }
    }
    Ok(found)
}

/// When each candidacy was first named by a report that still names it: what is in time or late.
///
/// # Errors
/// What the database answers.
pub async fn first_in(
    db: &impl ConnectionTrait,
    candidacies: &[CandidacyId],
) -> Result<HashMap<CandidacyId, Instant>, StorageFault> {
    let reports = of_candidacies(db, candidacies).await?;
    let mut ids: Vec<FrontReportId> = reports.values().map(|report| report.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let versions = versions(db, &ids).await?;
    let first = |(candidacy, report): (CandidacyId, FrontReport)| {
        let first = versions.get(&report.id).and_then(|all| all.first());
        (candidacy, first.unwrap_or(&report).submitted_at)
    };
    Ok(reports.into_iter().map(first).collect())
}

/// What a version of a report concludes.
///
/// # Errors
/// What the database answers.
pub async fn conclusions(
    db: &impl ConnectionTrait,
    id: FrontReportId,
    version: i64,
) -> Result<Vec<Conclusion>, StorageFault> {
    let rows = front_report_conclusion::Entity::find()
        .filter(front_report_conclusion::Column::ReportId.eq(id.0))
        .filter(front_report_conclusion::Column::Version.eq(version))
        .order_by_asc(front_report_conclusion::Column::CandidacyId)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Conclusion {
                candidacy: CandidacyId(row.candidacy_id),
                conclusion: term("front_report_conclusion.conclusion", &row.conclusion)?,
                note: row.note,
            })
        })
        .collect()
}

fn read(report: &front_report::Model, row: front_report_version::Model) -> FrontReport {
    let front_report_version::Model {
        report_id,
        version,
        reported_on,
        signer,
        content,
        sha256,
        reason,
        submitted_at,
        submitted_by,
        received_at,
        received_by,
    } = row;
    FrontReport {
        id: FrontReportId(report_id),
        round: RoundId(report.round_id),
        number: report.number.clone(),
        version,
        reported_on,
        signer,
        content,
        sha256,
        reason,
        submitted_at,
        submitted_by: AccountId(submitted_by),
        received_at,
        received_by: received_by.map(AccountId),
    }
}
