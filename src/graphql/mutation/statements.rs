//! Records opinions of organisations, construction debt, and agencies' statements.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use super::writing::writing;
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::domain::place::area::AreaLevel;
use crate::domain::recognition::debt::DebtFigures;
use crate::domain::recognition::opinion::Organisation;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::dossier::{ConditionStatement, DebtStatement, OrganisationOpinion};
use crate::graphql::scalars::{Amount, CalendarDay};
use crate::graphql::state::Asking;
use crate::services::debts::{self, NewDebtStatement};
use crate::services::opinions::{self, NewOpinion};
use crate::services::refusal::Refusal;
use crate::services::statements::{self, NewStatement};

/// An organisation's opinion on a candidacy.
#[derive(Debug, InputObject)]
pub struct RecordOpinionInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// The level of the body that speaks: PROVINCE, DISTRICT or COMMUNE (cấp).
    level: AreaLevel,
    /// The organisation (tổ chức).
    organisation: Organisation,
    /// Its name, where the organisation is OTHER.
    other_name: Option<String>,
    /// Whether it agrees (tán thành).
    agrees: bool,
    /// A remark, at most 4,000 characters (ghi chú).
    note: Option<String>,
    /// Global ids of documents that prove it, at most 20 (tài liệu minh chứng).
    document_ids: Option<Vec<ID>>,
    /// The version that was read, where one is on record (phiên bản đã đọc).
    version: Option<i32>,
    /// Why what is on record is revised (lý do sửa đổi).
    reason: Option<String>,
}

/// What became of an opinion to be recorded.
#[derive(Debug, SimpleObject)]
pub struct RecordOpinionPayload {
    /// The opinion; null where `userErrors` says why nothing changed.
    opinion: Option<OrganisationOpinion>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// A statement of construction debt. The total is what has a planned source and arrears together.
#[derive(Debug, InputObject)]
pub struct RecordDebtStatementInput {
    /// Global id of the round.
    round_id: ID,
    /// Global id of the candidacy whose area owes; left out: the whole province.
    candidacy_id: Option<ID>,
    /// The day that the figures are of, today at the latest (thời điểm số liệu).
    as_of: CalendarDay,
    /// All that is owed (tổng nợ).
    total: Amount,
    /// Of it, with a planned source to pay from (nợ đã có kế hoạch nguồn vốn).
    planned: Amount,
    /// Of it, without (nợ đọng).
    arrears: Amount,
    /// A remark, at most 4,000 characters (ghi chú).
    note: Option<String>,
    /// Global ids of documents that prove it, at most 20 (tài liệu minh chứng).
    document_ids: Option<Vec<ID>>,
    /// The version that was read, where one is on record (phiên bản đã đọc).
    version: Option<i32>,
    /// Why what is on record is revised (lý do sửa đổi).
    reason: Option<String>,
}

/// What became of a statement of construction debt.
#[derive(Debug, SimpleObject)]
pub struct RecordDebtStatementPayload {
    /// The statement; null where `userErrors` says why nothing changed.
    debt_statement: Option<DebtStatement>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// An agency's statement on a condition of the regulation.
#[derive(Debug, InputObject)]
pub struct RecordStatementInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// Code of the condition, such as `SECURITY_AND_ORDER`, which must be the agency's own (mã điều
    /// kiện).
    condition: String,
    /// Whether it holds (đạt).
    met: bool,
    /// A remark, at most 4,000 characters (ghi chú).
    note: Option<String>,
    /// Global ids of documents that prove it, at most 20 (tài liệu minh chứng).
    document_ids: Option<Vec<ID>>,
    /// The version that was read, where one is on record (phiên bản đã đọc).
    version: Option<i32>,
    /// Why what is on record is revised (lý do sửa đổi).
    reason: Option<String>,
}

/// What became of a statement to be recorded.
#[derive(Debug, SimpleObject)]
pub struct RecordStatementPayload {
    /// The statement; null where `userErrors` says why nothing changed.
    statement: Option<ConditionStatement>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Recording of opinions and statements.
#[derive(Debug, Default)]
pub struct StatementsMutation;

#[Object]
impl StatementsMutation {
    /// Records a socio-political organisation's opinion; for the Front of the organisation's level
    /// (ghi nhận ý kiến của tổ chức chính trị - xã hội).
    async fn record_opinion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The opinion.")] input: RecordOpinionInput,
    ) -> Nullable<RecordOpinionPayload> {
        let answer = outcome(ctx, opinion(ctx, input).await);
        Some(answer.map(|(opinion, user_errors)| RecordOpinionPayload {
            opinion,
            user_errors,
        }))
    }

    /// Records construction debt; for Planning and Investment, and Finance (báo cáo nợ xây dựng cơ
    /// bản).
    async fn record_debt_statement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The statement.")] input: RecordDebtStatementInput,
    ) -> Nullable<RecordDebtStatementPayload> {
        let answer = outcome(ctx, debt(ctx, input).await);
        Some(
            answer.map(|(debt_statement, user_errors)| RecordDebtStatementPayload {
                debt_statement,
                user_errors,
            }),
        )
    }

    /// Records whether a condition of the regulation holds; for the agency that the regulation names
    /// (xác nhận điều kiện).
    async fn record_statement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The statement.")] input: RecordStatementInput,
    ) -> Nullable<RecordStatementPayload> {
        let answer = outcome(ctx, statement(ctx, input).await);
        Some(
            answer.map(|(statement, user_errors)| RecordStatementPayload {
                statement,
                user_errors,
            }),
        )
    }
}

/// Where these inputs stand.
const PLACE: &[&str] = &["input"];

fn candidacy(id: &ID) -> Result<CandidacyId, Refusal> {
    id::key_at(id, &["input", "candidacyId"])
}

async fn opinion(
    ctx: &Context<'_>,
    input: RecordOpinionInput,
) -> Result<OrganisationOpinion, Refusal> {
    let revision = (input.version, input.reason);
    let new = NewOpinion {
        candidacy: candidacy(&input.candidacy_id)?,
        level: input.level,
        organisation: input.organisation,
        other_name: input.other_name,
        agrees: input.agrees,
        writing: writing(input.note, input.document_ids, revision, PLACE)?,
    };
    let recorded = opinions::record(ctx.office()?, ctx.speaker(), new).await?;
    Ok(OrganisationOpinion::of(recorded, Vec::new()))
}

async fn debt(
    ctx: &Context<'_>,
    input: RecordDebtStatementInput,
) -> Result<DebtStatement, Refusal> {
    let revision = (input.version, input.reason);
    let round: RoundId = id::key_at(&input.round_id, &["input", "roundId"])?;
    let new = NewDebtStatement {
        round,
        candidacy: input.candidacy_id.as_ref().map(candidacy).transpose()?,
        as_of: input.as_of.0,
        figures: DebtFigures {
            total: input.total.0,
            planned: input.planned.0,
            arrears: input.arrears.0,
        },
        writing: writing(input.note, input.document_ids, revision, PLACE)?,
    };
    let recorded = debts::record(ctx.office()?, ctx.speaker(), new).await?;
    Ok(DebtStatement::of(recorded, Vec::new()))
}

async fn statement(
    ctx: &Context<'_>,
    input: RecordStatementInput,
) -> Result<ConditionStatement, Refusal> {
    let revision = (input.version, input.reason);
    let new = NewStatement {
        candidacy: candidacy(&input.candidacy_id)?,
        condition: input.condition,
        met: input.met,
        writing: writing(input.note, input.document_ids, revision, PLACE)?,
    };
    let recorded = statements::record(ctx.office()?, ctx.speaker(), new).await?;
    Ok(ConditionStatement::of(recorded, Vec::new()))
}
