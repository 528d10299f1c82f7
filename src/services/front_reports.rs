//! The Front's reports as they are read.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use super::access;
use super::office::{Office, Speaker};
use super::refusal::Refusal;
use crate::domain::base::ids::{AgendaItemId, CandidacyId, FrontReportId, RoundId};
use crate::domain::law::round::{Deliverable, DueDate};
use crate::domain::recognition::front_report::{Conclusion, FrontReport};
use crate::domain::recognition::session::AgendaItem;
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
    let reports = front_reports::of_candidacies(office.db.read(), ids).await?;
    views(office, reports).await
}

/// Reports with whether each came late: its first version counts.
async fn views<K: Eq + Hash>(
    office: &Office,
    reports: HashMap<K, FrontReport>,
) -> Result<HashMap<K, ReportView>, Refusal> {
    let read = office.db.read();
    let ids: BTreeSet<FrontReportId> = reports.values().map(|report| report.id).collect();
    let ids: Vec<FrontReportId> = ids.into_iter().collect();
    let of: BTreeSet<RoundId> = reports.values().map(|report| report.round).collect();
    let of: Vec<RoundId> = of.into_iter().collect();
    let versions = front_reports::versions(read, &ids).await?;
    let due: HashMap<RoundId, DueDate> = rounds::dates(read, &of)
        .await?
        .into_iter()
        .filter(|(_, date)| date.deliverable == Deliverable::FrontReport)
        .collect();
    let view = |(key, report): (K, FrontReport)| {
        let first = versions.get(&report.id).and_then(|all| all.first());
        let since = first.unwrap_or(&report).submitted_at;
        let date = due.get(&report.round);
        let late = date.is_some_and(|date| date.is_late(since));
        (key, ReportView { report, late })
    };
    Ok(reports.into_iter().map(view).collect())
}

/// The reports of agenda items that were revised since, as `revised_since`, with whether each came late.
///
/// # Errors
/// Where the database can't be read.
pub async fn revised(
    office: &Office,
    items: &[AgendaItem],
) -> Result<HashMap<AgendaItemId, ReportView>, Refusal> {
    views(office, revised_since(office, items).await?).await
}

/// The report of each of some agenda items that was revised since the item was put on its agenda, in
/// its latest version, also where that no longer names the candidacy; of several, the latest.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn revised_since(
    office: &Office,
    items: &[AgendaItem],
) -> Result<HashMap<AgendaItemId, FrontReport>, Refusal> {
    let ids: Vec<CandidacyId> = items.iter().map(|item| item.candidacy).collect();
    let named = front_reports::naming(office.db.read(), &ids).await?;
    let revised = |item: &AgendaItem| {
        let since = named.iter().filter(|one| one.candidacy == item.candidacy);
        let since = since.map(|one| &one.latest);
        let since = since.filter(|report| report.is_revised_since(item.put_at));
        let last = since.max_by_key(|report| report.submitted_at)?;
        Some((item.id, last.clone()))
    };
    Ok(items.iter().filter_map(revised).collect())
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
    let view = views(office, HashMap::from([((), report)])).await?;
    view.into_values().next().ok_or(Refusal::NotFound)
}
