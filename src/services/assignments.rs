//! Who sees which assignment, and who reports on it.

use std::collections::HashMap;

use chrono::Days;

use super::notes::note;
use super::office::{Office, Speaker};
use super::refusal::{Changed, Refusal};
use super::user_fault::{UserFault, UserFaultCode};
use super::written::past_day;
use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, AssignmentId, DirectiveId, DocumentId, ReportId};
use crate::domain::base::page::{Page, PageRequest};
use crate::domain::base::text::{LONGEST_LABEL, LONGEST_NAME, cleaned};
use crate::domain::place::area::AreaLevel;
use crate::domain::recognition::revision::RevisionFault;
use crate::domain::tasks::assignment::{Assignment, AssignmentStatus, Owner, Report};
use crate::domain::trust::actor::{Actor, Role};
use crate::domain::trust::authority::{self, Action};
use crate::storage::assignments::{self as stored, AssignmentQuery, AssignmentSight};
use crate::storage::database::Transaction;
use crate::storage::documents;
use crate::storage::fault::{StorageFault, Unique};
use crate::storage::within::Scope;

/// The agency that the Front of a province acts for.
const PROVINCIAL_FRONT: &str = "MAT_TRAN_TINH";

/// Which assignments a list holds; what is left out filters nothing.
#[derive(Debug, Clone, Default)]
pub struct AssignmentFilter {
    /// The notice.
    pub directive: Option<DirectiveId>,
    /// The task's number in its document.
    pub item: Option<String>,
    /// The agency that owes it.
    pub agency: Option<String>,
    /// Code of the area that owes it.
    pub area_code: Option<String>,
    /// Where it stands.
    pub statuses: Vec<AssignmentStatus>,
    /// Open, with a last day in time that is today or at most so many days away.
    pub due_within_days: Option<i32>,
}

/// A report to be recorded.
#[derive(Debug, Clone, Default)]
pub struct NewReport {
    /// The day on which it was received; today, where left out. A revision keeps the first one's.
    pub received_on: Option<Day>,
    /// Its number as a document.
    pub number: Option<String>,
    /// What it says.
    pub summary: String,
    /// The document itself.
    pub document: Option<DocumentId>,
    /// The version that is revised, as it was read; `None`: this is the first.
    pub version: Option<i32>,
    /// Why it is revised.
    pub reason: Option<String>,
}

/// The provinces whose notices reach the speaker; `None`: all of them.
pub(super) fn provinces(speaker: Speaker<'_>) -> Option<Vec<AreaId>> {
    match sight(speaker).provinces {
        Scope::Everywhere => None,
        Scope::Areas(areas) => Some(areas),
    }
}

/// What the speaker sees: the coordination office and the steering committee of a province all of
/// it, an agency what it owes or helps with, and who has an area what lies in it.
fn sight(speaker: Speaker<'_>) -> AssignmentSight {
    let nowhere = Scope::nowhere;
    let none = AssignmentSight {
        provinces: nowhere(),
        overseen: nowhere(),
        agencies: Vec::new(),
        areas: nowhere(),
    };
    let Ok(actor) = authority::may_ever(speaker, Action::ReadAssignments) else {
        return none;
    };
    let in_provinces = |level: Option<AreaLevel>| {
        let areas = actor.areas.iter();
        let areas = areas.filter(move |area| level.is_none_or(|level| area.level == level));
        areas.map(|area| area.province.unwrap_or(area.area))
    };
    let overseers = [Role::CoordinationOffice, Role::SteeringCommittee];
    let sees_all = overseers.iter().any(|role| actor.is(*role));
    let everywhere = |role: &Role| actor.goes_everywhere(*role);
    let provincial: Vec<AreaId> = in_provinces(Some(AreaLevel::Province)).collect();
    let overseen = match sees_all {
        true if overseers.iter().any(everywhere) => Scope::Everywhere,
        true => Scope::Areas(provincial.clone()),
        false => nowhere(),
    };
    let department = Some(actor).filter(|actor| actor.is(Role::Department));
    let front = actor.is(Role::Front) && !provincial.is_empty();
    let front = front.then(|| PROVINCIAL_FRONT.to_owned());
    let agencies = department.and_then(|actor| actor.agency.clone());
    AssignmentSight {
        provinces: if Action::ReadAssignments.roles().iter().any(everywhere) {
            Scope::Everywhere
        } else {
            Scope::Areas(in_provinces(None).collect())
        },
        overseen,
        agencies: agencies.into_iter().chain(front).collect(),
        areas: if sees_all || actor.is(Role::Front) {
            Scope::Areas(actor.area_ids())
        } else {
            nowhere()
        },
    }
}

/// Whether the speaker may report on an assignment that it sees: the agency or the area's steering
/// committee that owes it, or the coordination office, through which reports come (notice, 10).
fn may_report(actor: &Actor, assignment: &Assignment) -> bool {
    let province = assignment.directive.place();
    let place = match &assignment.owner {
        Owner::Area(place) => *place,
        Owner::Agency(_) => province,
    };
    if actor.reaches(Role::CoordinationOffice, &place) {
        return true;
    }
    match &assignment.owner {
        Owner::Agency(code) => {
            let own = actor.is(Role::Department) && actor.agency.as_ref() == Some(code);
            own || (code == PROVINCIAL_FRONT && actor.is_provincial_front(&province))
        }
        Owner::Area(place) => {
            let committee = actor.is(Role::SteeringCommittee);
            committee && actor.areas.iter().any(|area| area.area == place.area)
        }
    }
}

fn query(office: &Office, speaker: Speaker<'_>, filter: &AssignmentFilter) -> AssignmentQuery {
    let today = office.clock.today();
    let until = |days: i32| {
        let days = u64::try_from(days).unwrap_or(0).saturating_add(1);
        today.checked_add_days(Days::new(days)).unwrap_or(Day::MAX)
    };
    AssignmentQuery {
        sight: sight(speaker),
        today,
        among: None,
        directive: filter.directive,
        item: filter.item.clone(),
        agency: filter.agency.clone(),
        area_code: filter.area_code.clone(),
        statuses: filter.statuses.clone(),
        due_until: filter.due_within_days.map(until),
    }
}

/// A page of assignments, in the notices' order; only what the speaker may see.
///
/// # Errors
/// For a cursor that this list didn't give; where the database can't be read.
pub async fn list(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &AssignmentFilter,
    request: &PageRequest,
) -> Result<Page<Assignment>, Refusal> {
    let query = query(office, speaker, filter);
    Ok(stored::list(office.db.read(), &query, request).await?)
}

/// How many assignments the list holds.
///
/// # Errors
/// Where the database can't be read.
pub async fn count(
    office: &Office,
    speaker: Speaker<'_>,
    filter: &AssignmentFilter,
) -> Result<u64, Refusal> {
    Ok(stored::count(office.db.read(), &query(office, speaker, filter)).await?)
}

/// Assignments by id; only what the speaker may see.
///
/// # Errors
/// Where the database can't be read.
pub async fn by_ids(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[AssignmentId],
) -> Result<HashMap<AssignmentId, Assignment>, Refusal> {
    let query = AssignmentQuery {
        among: Some(ids.to_vec()),
        ..query(office, speaker, &AssignmentFilter::default())
    };
    let found = stored::all(office.db.read(), &query).await?;
    Ok(found.into_iter().map(|one| (one.id, one)).collect())
}

/// Those of these documents that came with a report on an assignment that the speaker may see.
///
/// # Errors
/// Where the database can't be read.
pub(super) async fn documents(
    office: &Office,
    speaker: Speaker<'_>,
    ids: &[DocumentId],
) -> Result<Vec<DocumentId>, Refusal> {
    let found = documents::on_assignments(office.db.read(), ids).await?;
    let of: Vec<AssignmentId> = found.iter().map(|(assignment, _)| *assignment).collect();
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let seen = by_ids(office, speaker, &of).await?;
    let seen = found.into_iter().filter(|(of, _)| seen.contains_key(of));
    Ok(seen.map(|(_, document)| document).collect())
}

/// Records a report, or its next version with a reason.
///
/// # Errors
/// As the rights say; [`Refusal::Conflict`] where another version is current than the one that was
/// read; [`Refusal::Faults`] for what the user can put right.
pub async fn report(
    office: &Office,
    speaker: Speaker<'_>,
    id: AssignmentId,
    new: NewReport,
) -> Result<Assignment, Refusal> {
    let actor = authority::may_ever(speaker, Action::ReportAssignments)?;
    let tx = office.db.begin_write().await?;
    let query = AssignmentQuery {
        among: Some(vec![id]),
        ..query(office, speaker, &AssignmentFilter::default())
    };
    let found = stored::all(&tx, &query).await?.pop();
    let mut assignment = found.ok_or(Refusal::NotFound)?;
    if !may_report(actor, &assignment) {
        return Err(UserFault::at("assignmentId", UserFaultCode::NotYourAssignment, "").into());
    }
    let report = examined(office, actor, &assignment, new)?;
    known_document(&tx, actor, report.document).await?;
    stored::insert_report(&tx, &report).await.map_err(taken)?;
    let before = assignment.reports.last().map(|before| before.id);
    let details = serde_json::json!({
        "assignment": id, "directive": assignment.directive.id, "item": assignment.task.item,
        "version": report.version, "before": before, "after": report.id,
    });
    note(office, &tx, speaker, None, "assignment.report", details).await?;
    tx.commit().await.map_err(StorageFault::from)?;
    assignment.reports.push(report);
    Ok(assignment)
}

/// The report as it is kept, or what is wrong with it.
fn examined(
    office: &Office,
    actor: &Actor,
    assignment: &Assignment,
    new: NewReport,
) -> Result<Report, Refusal> {
    let mut faults = Vec::new();
    let reason = optional(&mut faults, "reason", new.reason, LONGEST_LABEL);
    let number = optional(&mut faults, "number", new.number, LONGEST_NAME);
    let summary = optional(&mut faults, "summary", Some(new.summary), LONGEST_LABEL);
    let version = match assignment.next_report(new.version, reason.is_some()) {
        Ok(version) => version,
        Err(RevisionFault::Stale { .. }) => return Err(Refusal::Conflict(last(assignment))),
        Err(RevisionFault::ReasonMissing) => {
            faults.push(UserFault::at("reason", UserFaultCode::ReasonMissing, ""));
            0
        }
    };
    let now = office.clock.now();
    let today = office.clock.today();
    let first = assignment.reports.first().map(|report| report.received_on);
    let received_on = first.unwrap_or_else(|| new.received_on.unwrap_or(today));
    faults.extend(past_day("receivedOn", received_on, today).err());
    if received_on < assignment.directive.issued_on {
        let code = UserFaultCode::DatesOutOfOrder;
        faults.push(UserFault::at("receivedOn", code, received_on.to_string()));
    }
    let Some(summary) = summary.filter(|_| faults.is_empty()) else {
        return Err(Refusal::Faults(faults));
    };
    Ok(Report {
        id: ReportId(office.chance.id(now)?),
        assignment: assignment.id,
        version,
        received_on,
        number,
        summary,
        document: new.document,
        by: actor.account,
        by_name: actor.name.clone(),
        at: now,
        reason: reason.filter(|_| version > 1),
    })
}

/// A cleaned text, or its fault.
fn optional(
    faults: &mut Vec<UserFault>,
    field: &str,
    text: Option<String>,
    longest: usize,
) -> Option<String> {
    let text = text?;
    let read = cleaned(&text, longest).ok();
    if read.is_none() {
        let about = format!("1-{longest}");
        faults.push(UserFault::at(field, UserFaultCode::InvalidText, about));
    }
    read
}

fn last(assignment: &Assignment) -> Option<Changed> {
    assignment.reports.last().map(|report| Changed {
        by: report.by_name.clone(),
        at: report.at,
    })
}

/// Only a document that the same account sent; another's is answered like one that isn't there.
async fn known_document(
    tx: &Transaction,
    actor: &Actor,
    document: Option<DocumentId>,
) -> Result<(), Refusal> {
    let Some(id) = document else {
        return Ok(());
    };
    let found = documents::find_many(tx, &[id]).await?.pop();
    found
        .filter(|document| document.uploaded_by == actor.account)
        .map(|_| ())
        .ok_or(Refusal::NotFound)
}

fn taken(fault: StorageFault) -> Refusal {
    match fault {
        StorageFault::Taken(Unique::AssignmentReport) => Refusal::Conflict(None),
        other => other.into(),
    }
}
