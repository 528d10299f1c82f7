//! Puts notices on record, and reports on what they give to whom.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::base::language::Bilingual;
use crate::domain::law::round::Deliverable;
use crate::domain::tasks::directive::{DirectiveText, Each, RoundMark, TaskText};
use crate::domain::tasks::directive_file::MOST_TASKS;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::assignment::{Assignment, Directive};
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::assignments::{self, NewReport};
use crate::services::directives;
use crate::services::refusal::{InputFault, Refusal};

/// A notice to be put on record.
#[derive(Debug, InputObject)]
pub struct CreateDirectiveInput {
    /// A code for it, 1 to 64 letters, digits, dots, underscores or hyphens.
    code: String,
    /// Its number (số thông báo).
    number: String,
    /// Its day (ngày ban hành).
    issued_on: CalendarDay,
    /// Who issued it (cơ quan ban hành).
    issuer: String,
    /// Who signed it (người ký).
    signer: String,
    /// What it is about, in Vietnamese (trích yếu).
    title: String,
    /// The same in English; the Vietnamese, where left out.
    title_en: Option<String>,
    /// Code of the province; may be left out where there is one alone (mã tỉnh).
    province_code: Option<String>,
    /// Code of the regulation whose criteria name agencies, for tasks of `CRITERION_AGENCY`.
    regulation_code: Option<String>,
    /// Its tasks, 1 to 500, in its own order (các nhiệm vụ).
    tasks: Vec<DirectiveTaskInput>,
}

/// A task of a notice; it names exactly one of `agencies`, `areaCodes`, `each`.
#[derive(Debug, InputObject)]
pub struct DirectiveTaskInput {
    /// Its number in the document, such as `I.5.3a` (mục).
    item: String,
    /// What is to be done, in Vietnamese (nội dung).
    text: String,
    /// The same in English; the Vietnamese, where left out.
    text_en: Option<String>,
    /// Codes of the agencies that owe it (cơ quan thực hiện).
    agencies: Option<Vec<String>>,
    /// Codes of the areas that owe it, on the notice's day (đơn vị thực hiện).
    area_codes: Option<Vec<String>>,
    /// The kind of which each one owes it.
    each: Option<Each>,
    /// Codes of the agencies that help (cơ quan phối hợp).
    helpers: Option<Vec<String>>,
    /// In time until the end of the day before (trước ngày).
    due_before: Option<CalendarDay>,
    /// What it counts for in a round, where it does.
    counts_for: Option<RoundMarkInput>,
}

/// What a task counts for in a round.
#[derive(Debug, InputObject)]
pub struct RoundMarkInput {
    /// What is owed (nội dung).
    deliverable: Deliverable,
    /// Number of the round within the notice's year, 1 to 100 (đợt).
    ordinal: i32,
}

/// A report on an assignment.
#[derive(Debug, InputObject)]
pub struct ReportAssignmentInput {
    /// Global id of the assignment.
    assignment_id: ID,
    /// The day on which it was received; today, where left out (ngày nhận).
    received_on: Option<CalendarDay>,
    /// Its number as a document (số văn bản).
    number: Option<String>,
    /// What it says, at most 1,000 characters (nội dung).
    summary: String,
    /// Global id of the document itself, sent in before by the same account (tài liệu).
    document_id: Option<ID>,
}

/// The next version of a report.
#[derive(Debug, InputObject)]
pub struct ReviseReportInput {
    /// Global id of the assignment.
    assignment_id: ID,
    /// The version that was read and is revised.
    version: i32,
    /// Why it is revised (lý do sửa).
    reason: String,
    /// Its number as a document (số văn bản).
    number: Option<String>,
    /// What it says, at most 1,000 characters (nội dung).
    summary: String,
    /// Global id of the document itself, sent in before by the same account (tài liệu).
    document_id: Option<ID>,
}

/// What became of a notice to be put on record.
#[derive(Debug, SimpleObject)]
pub struct DirectivePayload {
    /// The notice; null where `userErrors` says why nothing changed.
    directive: Option<Directive>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of a report.
#[derive(Debug, SimpleObject)]
pub struct AssignmentPayload {
    /// The assignment; null where `userErrors` says why nothing changed.
    assignment: Option<Assignment>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of notices and reports.
#[derive(Debug, Default)]
pub struct TasksMutation;

#[Object]
impl TasksMutation {
    /// Puts a notice on record with its tasks, and gives them to those who owe them; for the
    /// coordination office (nhập thông báo kết luận).
    async fn create_directive(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The notice.")] input: CreateDirectiveInput,
    ) -> Nullable<DirectivePayload> {
        let answer: Result<_, Refusal> = async {
            let text = text(input)?;
            let directive = directives::create(ctx.office()?, ctx.speaker(), text).await?;
            Ok(Directive::of(directive, ctx.language()))
        }
        .await;
        let payload = |(directive, user_errors)| DirectivePayload {
            directive,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Records the report on an assignment: by who owes it, or by the coordination office (báo cáo
    /// thực hiện nhiệm vụ).
    async fn report_assignment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: ReportAssignmentInput,
    ) -> Nullable<AssignmentPayload> {
        let ReportAssignmentInput {
            assignment_id,
            received_on,
            number,
            summary,
            document_id,
        } = input;
        let new = NewReport {
            received_on: received_on.map(|day| day.0),
            number,
            summary,
            ..NewReport::default()
        };
        Some(report(ctx, (&assignment_id, document_id.as_ref()), new).await)
    }

    /// Revises a report: a new version with a reason, beside the earlier ones (sửa báo cáo).
    async fn revise_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The next version.")] input: ReviseReportInput,
    ) -> Nullable<AssignmentPayload> {
        let ReviseReportInput {
            assignment_id,
            version,
            reason,
            number,
            summary,
            document_id,
        } = input;
        let new = NewReport {
            number,
            summary,
            version: Some(version),
            reason: Some(reason),
            ..NewReport::default()
        };
        Some(report(ctx, (&assignment_id, document_id.as_ref()), new).await)
    }
}

async fn report(
    ctx: &Context<'_>,
    (assignment, document): (&ID, Option<&ID>),
    new: NewReport,
) -> Result<AssignmentPayload, async_graphql::Error> {
    let answer: Result<_, Refusal> = async {
        let office = ctx.office()?;
        let id = id::key_at(assignment, &["input", "assignmentId"])?;
        let document = document.map(|document| id::key_at(document, &["input", "documentId"]));
        let new = NewReport {
            document: document.transpose()?,
            ..new
        };
        let reported = assignments::report(office, ctx.speaker(), id, new).await?;
        Ok(Assignment::on(
            reported,
            office.clock.today(),
            ctx.language(),
        ))
    }
    .await;
    outcome(ctx, answer).map(|(assignment, user_errors)| AssignmentPayload {
        assignment,
        user_errors,
    })
}

fn text(input: CreateDirectiveInput) -> Result<DirectiveText, Refusal> {
    let CreateDirectiveInput {
        code,
        number,
        issued_on,
        issuer,
        signer,
        title,
        title_en,
        province_code,
        regulation_code,
        tasks,
    } = input;
    if !(1..=MOST_TASKS).contains(&tasks.len()) {
        return Err(Refusal::BadInput {
            path: vec!["input".to_owned(), "tasks".to_owned()],
            fault: InputFault::ListLength { most: MOST_TASKS },
        });
    }
    Ok(DirectiveText {
        code,
        number,
        issued_on: issued_on.0,
        issuer,
        signer,
        province: province_code,
        regulation: regulation_code,
        title: bilingual(title, title_en),
        tasks: tasks.into_iter().map(task).collect(),
    })
}

fn task(input: DirectiveTaskInput) -> TaskText {
    let DirectiveTaskInput {
        item,
        text,
        text_en,
        agencies,
        area_codes,
        each,
        helpers,
        due_before,
        counts_for,
    } = input;
    TaskText {
        line: 0,
        item,
        agencies: agencies.unwrap_or_default(),
        areas: area_codes.unwrap_or_default(),
        each,
        helpers: helpers.unwrap_or_default(),
        due_before: due_before.map(|day| day.0),
        mark: counts_for.map(|mark| RoundMark {
            deliverable: mark.deliverable,
            ordinal: mark.ordinal,
        }),
        text: bilingual(text, text_en),
    }
}

fn bilingual(vi: String, en: Option<String>) -> Bilingual {
    let en = en.unwrap_or_else(|| vi.clone());
    Bilingual { vi, en }
}
