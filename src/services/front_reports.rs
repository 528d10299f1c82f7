//! The Front's reports as they are read.

use std::collections::{HashMap, HashSet};

use super::access;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::base::ids::{CandidacyId, FrontReportId, RoundId};
use crate::domain::law::round::{Deliverable, DueDate};
use crate::domain::recognition::front_report::{Conclusion, FrontReport};
use crate::domain::trust::authority::{self, Action};
use crate::storage::{candidacies, front_reports, rounds};

/// A report's latest version with what it concludes and whether it came late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportView {
    /// The version.
    pub report: FrontReport,
    /// Whether its first version came after the round's date.
    pub late: bool,
}

/// The report that names each candidacy; what the reader may know of the candidacy was proved.
///
/// # Errors
/// Where the database can't be read.
pub async fn of_candidacies(
    office: &Office,
    ids: &[CandidacyId],
) -> Result<HashMap<CandidacyId, ReportView>, Refusal> {
    let read = office.db.read();
    let reports = front_reports::of_candidacies(read, ids).await?;
    let first = front_reports::first_in(read, ids).await?;
    let mut of: Vec<RoundId> = reports.values().map(|report| report.round).collect();
    of.sort_unstable();
    of.dedup();
    let due: HashMap<RoundId, DueDate> = rounds::dates(read, &of)
        .await?
        .into_iter()
        .filter(|(_, date)| date.deliverable == Deliverable::FrontReport)
        .collect();
    let view = |(candidacy, report): (CandidacyId, FrontReport)| {
        let since = first
            .get(&candidacy)
            .copied()
            .unwrap_or(report.submitted_at);
        let late = due
            .get(&report.round)
            .is_some_and(|date| date.is_late(since));
        (candidacy, ReportView { report, late })
    };
    Ok(reports.into_iter().map(view).collect())
}

/// A report by id; `None` where it names no candidacy that the speaker may know of.
///
/// # Errors
/// Where the database can't be read.
pub async fn find(
    office: &Office,
    speaker: Speaker<'_>,
    id: FrontReportId,
) -> Result<Option<ReportView>, Refusal> {
    let read = office.db.read();
    let mut versions = front_reports::versions(read, &[id]).await?;
    let Some(report) = versions.remove(&id).and_then(|mut all| all.pop()) else {
        return Ok(None);
    };
    let named = front_reports::conclusions(read, id, report.version).await?;
    let ids: Vec<CandidacyId> = named.iter().map(|one| one.candidacy).collect();
    let visible = access::visible(office, speaker);
    let seen = candidacies::seen(read, &visible, &ids).await?;
    let Some(first) = seen.first() else {
        return Ok(None);
    };
    Ok(of_candidacies(office, &[first.id]).await?.remove(&first.id))
}

/// What a version of a report concludes on the candidacies that the speaker may know of.
///
/// # Errors
/// Where the database can't be read.
pub async fn conclusions_of(
    office: &Office,
    speaker: Speaker<'_>,
    report: &FrontReport,
) -> Result<Vec<Conclusion>, Refusal> {
    let read = office.db.read();
    let mut all = front_reports::conclusions(read, report.id, report.version).await?;
    let ids: Vec<CandidacyId> = all.iter().map(|one| one.candidacy).collect();
    let visible = access::visible(office, speaker);
    let seen: HashSet<CandidacyId> = candidacies::seen(read, &visible, &ids)
        .await?
        .into_iter()
        .map(|candidacy| candidacy.id)
        .collect();
    all.retain(|one| seen.contains(&one.candidacy));
    Ok(all)
}

/// The versions of a report, the first one first.
///
/// # Errors
/// Where the database can't be read.
pub async fn versions(office: &Office, id: FrontReportId) -> Result<Vec<FrontReport>, Refusal> {
    let mut versions = front_reports::versions(office.db.read(), &[id]).await?;
    Ok(versions.remove(&id).unwrap_or_default())
}

/// The content of a version of a report, for those who read what the Front found and may know of
/// each candidacy that it names; `None` for others of them.
///
/// # Errors
/// [`Refusal::Unauthenticated`] and [`Refusal::Forbidden`] for anyone else.
pub async fn content(
    office: &Office,
    speaker: Speaker<'_>,
    report: &FrontReport,
) -> Result<Option<String>, Refusal> {
    authority::may_ever(speaker, Action::ReadFindings)?;
    let all = front_reports::conclusions(office.db.read(), report.id, report.version).await?;
    let seen = conclusions_of(office, speaker, report).await?;
    Ok((seen.len() == all.len()).then(|| report.content.clone()))
}

/// A version of a report with whether the report came late.
///
/// # Errors
/// Where the database can't be read.
pub async fn view(office: &Office, report: FrontReport) -> Result<ReportView, Refusal> {
    let read = office.db.read();
    let dates = rounds::dates(read, &[report.round]).await?;
    let due = dates
        .into_iter()
        .map(|(_, date)| date)
        .find(|date| date.deliverable == Deliverable::FrontReport);
    let versions = versions(office, report.id).await?;
    let since = versions.first().unwrap_or(&report).submitted_at;
    let late = due.is_some_and(|date| date.is_late(since));
    Ok(ReportView { report, late })
}
