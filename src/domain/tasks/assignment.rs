//! A task that one agency or area owes, and whether its report came in time.
//!
//! In Vietnamese: nhiệm vụ được giao và báo cáo thực hiện. Where it stands follows from its date, the
//! first report and the day, and is never stored:
//!
//! ```text
//! OPEN --(its day passes)--> OVERDUE
//!   \--(report)--> ON_TIME      \--(report)--> LATE
//! ```

use super::directive::{Directive, Task};
use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::{AccountId, AssignmentId, DocumentId, ReportId};
use crate::domain::base::terms::terms;
use crate::domain::place::area::Place;
use crate::domain::recognition::revision::{RevisionFault, next_version};

terms! {
    /// Where an assignment stands on a day.
    AssignmentStatus {
        /// Owed, and its day has not passed or there is none.
        Open = "OPEN",
        /// Owed, and its day has passed.
        Overdue = "OVERDUE",
        /// Reported in time.
        OnTime = "ON_TIME",
        /// Reported late; late warns and blocks nothing.
        Late = "LATE",
    }
}

/// Where an assignment stands: `due_before` is exclusive, as the notice's "trước ngày".
#[must_use]
pub fn status(due_before: Option<Day>, received_on: Option<Day>, today: Day) -> AssignmentStatus {
    let passed = |day: Day| due_before.is_some_and(|due| day >= due);
    match received_on {
        Some(day) if passed(day) => AssignmentStatus::Late,
        Some(_) => AssignmentStatus::OnTime,
        None if passed(today) => AssignmentStatus::Overdue,
        None => AssignmentStatus::Open,
    }
}

/// Who owes a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// An agency, by its code; a sponsor unit has one too.
    Agency(String),
    /// An area: its steering committee.
    Area(Place),
}

/// A task that one agency or area owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// The notice.
    pub directive: Directive,
    /// The task.
    pub task: Task,
    /// Who owes it.
    pub owner: Owner,
    /// Every version of the report, the first one first.
    pub reports: Vec<Report>,
}

impl Assignment {
    /// Where it stands; a revision doesn't make a report late.
    #[must_use]
    pub fn status(&self, today: Day) -> AssignmentStatus {
        let received = self.reports.first().map(|report| report.received_on);
        status(self.task.due_before, received, today)
    }

    /// The next version of its report, where `read` is the version that the reviser saw.
    ///
    /// # Errors
    /// [`RevisionFault`].
    pub fn next_report(&self, read: Option<i32>, has_reason: bool) -> Result<i32, RevisionFault> {
        let current = self.reports.last().map(|report| report.version);
        next_version(current, read, has_reason)
    }
}

/// A report on an assignment in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// The assignment.
    pub assignment: AssignmentId,
    /// From 1.
    pub version: i32,
    /// The day on which the report was received; every version has the first one's.
    pub received_on: Day,
    /// Its number as a document.
    pub number: Option<String>,
    /// What it says.
    pub summary: String,
    /// The document itself.
    pub document: Option<DocumentId>,
    /// Who recorded this version.
    pub by: AccountId,
    /// Name of that account.
    pub by_name: String,
    /// When it was recorded.
    pub at: Instant,
    /// Why it was revised; `None` of the first version.
    pub reason: Option<String>,
}
