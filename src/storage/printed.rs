//! The hashes that papers bear: of frozen results, and of reports of the Front.

use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entity::{front_report_version, frozen_result};
use super::fault::StorageFault;
use crate::domain::base::ids::{FrontReportId, SurveyId};

/// What a hash is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// A revision of a survey's result.
    Result(SurveyId, i32),
    /// A version of a report.
    Report(FrontReportId, i64),
}

/// Every hash that can stand on a paper, with what it is of.
///
/// # Errors
/// What the database answers.
pub async fn hashes(db: &impl ConnectionTrait) -> Result<Vec<(Printed, String)>, StorageFault> {
    use front_report_version::Column::{ReportId, Sha256 as OfReport, Version};
    use frozen_result::Column::{Revision, Sha256, SurveyId as Of};
    let results: Vec<(Uuid, i32, String)> = frozen_result::Entity::find()
        .select_only()
        .columns([Of, Revision, Sha256])
        .order_by_asc(Of)
        .order_by_asc(Revision)
        .into_tuple()
        .all(db)
        .await?;
    let reports: Vec<(Uuid, i64, String)> = front_report_version::Entity::find()
        .select_only()
        .columns([ReportId, Version, OfReport])
        .order_by_asc(ReportId)
        .order_by_asc(Version)
        .into_tuple()
        .all(db)
        .await?;
    let results = results
        .into_iter()
        .map(|(survey, revision, hash)| (Printed::Result(SurveyId(survey), revision), hash));
    let reports = reports
        .into_iter()
        .map(|(report, version, hash)| (Printed::Report(FrontReportId(report), version), hash));
    Ok(results.chain(reports).collect())
}
