//! What becomes of comments, and the Front's reports.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, UserWarning, outcome};
use crate::domain::base::ids::{CandidacyId, FrontReportId};
use crate::domain::recognition::front_report::{self, FrontConclusion};
use crate::domain::survey::handling::HandlingStatus;
use crate::graphql::fault::Nullable;
use crate::graphql::id::{self, GlobalId};
use crate::graphql::nodes::report::FrontReport;
use crate::graphql::nodes::response::Comment;
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::front_reports::{self, ReportView};
use crate::services::handlings::{self, NewHandling};
use crate::services::refusal::{InputFault, Refusal};
use crate::services::reporting::{self, NewConclusion, NewReport};
use crate::services::warning::Warning;

/// What is to become of a comment.
#[derive(Debug, InputObject)]
pub struct HandleCommentInput {
    /// Global id of the comment.
    comment_id: ID,
    /// The version that is changed; left out the first time.
    version: Option<i64>,
    /// Code of the item that it is about; `OTHER`, where left out (nội dung liên quan).
    topic: Option<String>,
    /// Where it stands (trạng thái).
    status: HandlingStatus,
    /// What is answered, at most 4,000 characters; needed with `ANSWERED` (trả lời).
    reply: Option<String>,
    /// The text as it may be published, without what would name anybody; needed with `FORWARDED`
    /// (nội dung công khai).
    public_text: Option<String>,
    /// To whom it is handed on; needed with `FORWARDED` (cơ quan tiếp nhận).
    forwarded_to: Option<String>,
    /// The last day on which they should answer; needed with `FORWARDED` (hạn trả lời).
    due_on: Option<CalendarDay>,
}

/// A report to be handed in, or a new version of one.
#[derive(Debug, InputObject)]
pub struct SubmitFrontReportInput {
    /// Its number; a new version keeps the number (số báo cáo).
    number: String,
    /// The day that it bears (ngày báo cáo).
    date: CalendarDay,
    /// Who signed it (người ký).
    signer: String,
    /// What it concludes, on each candidacy (kết luận).
    conclusions: Vec<ReportConclusionInput>,
    /// Global id of the report that this is a new version of.
    revises: Option<ID>,
    /// The version that was read; needed with `revises`.
    version: Option<i64>,
    /// Why there is a new version; needed with `revises` (lý do sửa).
    reason: Option<String>,
}

/// What a report concludes on one candidacy.
#[derive(Debug, InputObject)]
pub struct ReportConclusionInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// The conclusion (kết luận).
    conclusion: FrontConclusion,
    /// Its reasons and remarks, at most 4,000 characters (ghi chú).
    note: Option<String>,
}

/// A report that the coordination office takes in.
#[derive(Debug, InputObject)]
pub struct ReceiveFrontReportInput {
    /// Global id of the report.
    report_id: ID,
}

/// What became of a comment.
#[derive(Debug, SimpleObject)]
pub struct HandleCommentPayload {
    /// The comment; null where `userErrors` says why nothing changed.
    comment: Option<Comment>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What became of a report.
#[derive(Debug, SimpleObject)]
pub struct FrontReportPayload {
    /// The report; null where `userErrors` says why nothing changed.
    report: Option<FrontReport>,
    /// What was done though it is unwise.
    warnings: Vec<UserWarning>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of comments and reports.
#[derive(Debug, Default)]
pub struct ReportsMutation;

#[Object]
impl ReportsMutation {
    /// Notes what became of a resident's comment; for the Front (xử lý ý kiến phản ánh).
    async fn handle_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What became of it.")] input: HandleCommentInput,
    ) -> Nullable<HandleCommentPayload> {
        let answer: Result<_, Refusal> = async {
            let new = new_handling(input)?;
            let (comment, _) = handlings::handle(ctx.office()?, ctx.speaker(), new).await?;
            Ok(Comment::of(comment))
        }
        .await;
        let payload = |(comment, user_errors)| HandleCommentPayload {
            comment,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Hands in the provincial Front's report on any candidacies of a round whose surveys are closed,
    /// or a new version of one; its figures are frozen with it (nộp báo cáo của Mặt trận).
    async fn submit_front_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: SubmitFrontReportInput,
    ) -> Nullable<FrontReportPayload> {
        let answer: Result<_, Refusal> = async {
            let new = new_report(input)?;
            reporting::submit(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(report_payload(ctx, answer).await)
    }

    /// Notes that the coordination office took in a report's latest version (tiếp nhận báo cáo).
    async fn receive_front_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: ReceiveFrontReportInput,
    ) -> Nullable<FrontReportPayload> {
        let answer: Result<_, Refusal> = async {
            let report = id::key_at(&input.report_id, &["input", "reportId"])?;
            let report = reporting::receive(ctx.office()?, ctx.speaker(), report).await?;
            Ok((report, Vec::new()))
        }
        .await;
        Some(report_payload(ctx, answer).await)
    }
}

fn new_handling(input: HandleCommentInput) -> Result<NewHandling, Refusal> {
    let malformed = || Refusal::BadInput {
        path: vec!["input".to_owned(), "commentId".to_owned()],
        fault: InputFault::GlobalId,
    };
    let Ok(GlobalId::Comment(survey, response)) = GlobalId::decode(&input.comment_id) else {
        return Err(malformed());
    };
    Ok(NewHandling {
        survey,
        response,
        version: input.version,
        topic: input.topic,
        status: input.status,
        reply: input.reply,
        public_text: input.public_text,
        forwarded_to: input.forwarded_to,
        due_on: input.due_on.map(|day| day.0),
    })
}

fn new_report(input: SubmitFrontReportInput) -> Result<NewReport, Refusal> {
    let conclusion = |(position, one): (usize, ReportConclusionInput)| {
        let position = position.to_string();
        let path = ["input", "conclusions", &position, "candidacyId"];
        let candidacy: CandidacyId = id::key_at(&one.candidacy_id, &path)?;
        Ok(NewConclusion {
            candidacy,
            conclusion: one.conclusion,
            note: one.note,
        })
    };
    let revises: Option<FrontReportId> = input
        .revises
        .map(|revised| id::key_at(&revised, &["input", "revises"]))
        .transpose()?;
    let conclusions = input.conclusions.into_iter().enumerate();
    Ok(NewReport {
        // A version that was not read is stale.
        revises: revises.map(|id| (id, input.version.unwrap_or(0))),
        reason: input.reason,
        number: input.number,
        reported_on: input.date.0,
        signer: input.signer,
        conclusions: conclusions
            .map(conclusion)
            .collect::<Result<Vec<_>, Refusal>>()?,
    })
}

async fn report_payload(
    ctx: &Context<'_>,
    answer: Result<(front_report::FrontReport, Vec<Warning>), Refusal>,
) -> Result<FrontReportPayload, Error> {
    let view: Result<(ReportView, Vec<Warning>), Refusal> = async {
        let (report, warnings) = answer?;
        Ok((front_reports::view(ctx.office()?, report).await?, warnings))
    }
    .await;
    let (done, user_errors) = outcome(ctx, view)?;
    let (report, warnings) = done.unzip();
    Ok(FrontReportPayload {
        report: report.map(FrontReport::from),
        warnings: UserWarning::all(ctx, &warnings.unwrap_or_default()),
        user_errors,
    })
}
