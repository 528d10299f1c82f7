//! Notices, their tasks, and who owes and reports on them.

use async_graphql::{ID, SimpleObject};

use crate::domain::base::clock::Day;
use crate::domain::base::ids::DocumentId;
use crate::domain::base::language::Language;
use crate::domain::law::agency::agency;
use crate::domain::law::round::Deliverable;
use crate::domain::tasks::assignment::{self, AssignmentStatus, Owner};
use crate::domain::tasks::directive::{self, Each};
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::{CalendarDay, Moment};

/// A notice of the steering committee that gives others tasks (thông báo kết luận).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Directive {
    /// Global id.
    pub id: ID,
    /// Its code here, such as `ha-tinh-05-2019`.
    pub code: String,
    /// Its number (số thông báo).
    pub number: String,
    /// Its day (ngày ban hành).
    pub issued_on: CalendarDay,
    /// Who issued it (cơ quan ban hành).
    pub issuer: String,
    /// Who signed it (người ký).
    pub signer: String,
    /// What it is about, in the request's language (trích yếu).
    pub title: String,
    #[graphql(skip)]
    pub(in crate::graphql) of: Box<directive::Directive>,
}

impl Directive {
    /// A notice in a language.
    #[must_use]
    pub fn of(directive: directive::Directive, language: Language) -> Self {
        Self {
            id: GlobalId::Directive(directive.id).encode(),
            code: directive.code.clone(),
            number: directive.number.clone(),
            issued_on: CalendarDay(directive.issued_on),
            issuer: directive.issuer.clone(),
            signer: directive.signer.clone(),
            title: directive.title.text(language).to_owned(),
            of: Box::new(directive),
        }
    }
}

/// One numbered task of a notice (nhiệm vụ).
#[derive(Debug, Clone, SimpleObject)]
pub struct DirectiveTask {
    /// Its number in the document (mục).
    pub item: String,
    /// What is to be done, in the request's language (nội dung).
    pub text: String,
    /// In time until the end of the day before; null where the notice gives no date (trước ngày).
    pub due_before: Option<CalendarDay>,
    /// The kind of which each one owes it; null where agencies or areas are named.
    pub each: Option<Each>,
    /// Codes of the agencies that help (cơ quan phối hợp).
    pub helpers: Vec<String>,
    /// What it counts for in a round; null where it doesn't.
    pub deliverable: Option<Deliverable>,
    /// Number of that round within the notice's year (đợt).
    pub round_ordinal: Option<i32>,
}

impl DirectiveTask {
    /// A task in a language.
    #[must_use]
    pub fn of(task: directive::Task, language: Language) -> Self {
        Self {
            item: task.item,
            text: task.text.text(language).to_owned(),
            due_before: task.due_before.map(CalendarDay),
            each: task.each,
            helpers: task.helpers,
            deliverable: task.mark.map(|mark| mark.deliverable),
            round_ordinal: task.mark.map(|mark| mark.ordinal),
        }
    }
}

/// A task that one agency or one area owes (nhiệm vụ được giao).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Assignment {
    /// Global id.
    pub id: ID,
    /// The task.
    pub task: DirectiveTask,
    /// Code of the agency that owes it; null where an area does (cơ quan thực hiện).
    pub agency: Option<String>,
    /// Name of that agency, in the request's language; null where no list has it.
    pub agency_name: Option<String>,
    /// Where it stands today (tình trạng).
    pub status: AssignmentStatus,
    /// The current version of its report; null until one is received (báo cáo).
    pub report: Option<AssignmentReport>,
    /// Every version of its report, the first one first.
    pub reports: Vec<AssignmentReport>,
    #[graphql(skip)]
    pub(in crate::graphql) of: Box<assignment::Assignment>,
}

impl Assignment {
    /// An assignment as it stands on a day, in a language.
    #[must_use]
    pub fn on(assignment: assignment::Assignment, today: Day, language: Language) -> Self {
        let code = match &assignment.owner {
            Owner::Agency(code) => Some(code.clone()),
            Owner::Area(_) => None,
        };
        let named = code.as_deref().and_then(agency);
        let reports: Vec<AssignmentReport> = assignment
            .reports
            .iter()
            .map(AssignmentReport::from)
            .collect();
        Self {
            id: GlobalId::Assignment(assignment.id).encode(),
            task: DirectiveTask::of(assignment.task.clone(), language),
            agency_name: named.map(|agency| agency.name.text(language).to_owned()),
            agency: code,
            status: assignment.status(today),
            report: reports.last().cloned(),
            reports,
            of: Box::new(assignment),
        }
    }
}

/// A report on an assignment in one version; none is overwritten (báo cáo thực hiện).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct AssignmentReport {
    /// From 1; rises with every revision.
    pub version: i32,
    /// The day on which the report was received; a revision keeps it (ngày nhận).
    pub received_on: CalendarDay,
    /// Its number as a document (số văn bản).
    pub number: Option<String>,
    /// What it says (nội dung).
    pub summary: String,
    /// Name of the account that recorded this version.
    pub recorded_by: String,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// Why it was revised; null of the first version (lý do sửa).
    pub reason: Option<String>,
    #[graphql(skip)]
    pub(in crate::graphql) document_id: Option<DocumentId>,
}

impl From<&assignment::Report> for AssignmentReport {
    fn from(report: &assignment::Report) -> Self {
        Self {
            version: report.version,
            received_on: CalendarDay(report.received_on),
            number: report.number.clone(),
            summary: report.summary.clone(),
            recorded_by: report.by_name.clone(),
            recorded_at: Moment(report.at),
            reason: report.reason.clone(),
            document_id: report.document,
        }
    }
}
