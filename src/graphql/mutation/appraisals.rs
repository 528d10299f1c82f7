//! Records what departments find on criteria.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use super::writing::writing;
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::links::ways;
use crate::graphql::nodes::dossier::CriterionAppraisal;
use crate::graphql::nodes::regulation::Criterion;
use crate::graphql::scalars::Points;
use crate::graphql::state::Asking;
use crate::services::appraisals::{self, NewAppraisal};
use crate::services::refusal::Refusal;

/// Findings of one department on criteria of a round's candidacies.
#[derive(Debug, InputObject)]
pub struct RecordAppraisalsInput {
    /// Global id of the round.
    round_id: ID,
    /// 1 to 500 findings; all of them are taken, or none (kết quả thẩm định).
    appraisals: Vec<CriterionAppraisalInput>,
}

/// A finding on one criterion of one candidacy.
#[derive(Debug, InputObject)]
pub struct CriterionAppraisalInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// Code of the criterion, which must be the department's own (mã tiêu chí).
    criterion: String,
    /// Whether it is met (đạt).
    met: bool,
    /// Points, where the criterion has them (điểm).
    score: Option<Points>,
    /// A value, where the criterion has one, at most 200 characters (giá trị đạt được).
    value: Option<String>,
    /// A remark, at most 4,000 characters (ghi chú).
    note: Option<String>,
    /// Global ids of documents that prove it, at most 20 (tài liệu minh chứng).
    document_ids: Option<Vec<ID>>,
    /// The version that was read, where one is on record (phiên bản đã đọc).
    version: Option<i32>,
    /// Why what is on record is revised (lý do sửa đổi).
    reason: Option<String>,
}

/// What became of findings to be recorded.
#[derive(Debug, SimpleObject)]
pub struct RecordAppraisalsPayload {
    /// The findings, in the order of the input; null where `userErrors` says why nothing changed.
    appraisals: Option<Vec<CriterionAppraisal>>,
    /// What the user can put right, each with its place.
    user_errors: Vec<UserError>,
}

/// Recording of appraisals.
#[derive(Debug, Default)]
pub struct AppraisalsMutation;

#[Object]
impl AppraisalsMutation {
    /// Records findings on criteria, all or none; for the departments, each its own criteria. What is
    /// on record is revised by its next version, with the version that was read and a reason (ghi
    /// nhận kết quả thẩm định tiêu chí).
    async fn record_appraisals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The findings.")] input: RecordAppraisalsInput,
    ) -> Nullable<RecordAppraisalsPayload> {
        let payload = match outcome(ctx, record(ctx, input).await) {
            Ok((appraisals, user_errors)) => Ok(RecordAppraisalsPayload {
                appraisals,
                user_errors,
            }),
            Err(error) => Err(error),
        };
        Some(payload)
    }
}

async fn record(
    ctx: &Context<'_>,
    input: RecordAppraisalsInput,
) -> Result<Vec<CriterionAppraisal>, Refusal> {
    let round: RoundId = id::key_at(&input.round_id, &["input", "roundId"])?;
    let new: Result<Vec<NewAppraisal>, Refusal> = input
        .appraisals
        .into_iter()
        .enumerate()
        .map(|(position, one)| new_appraisal(one, &position.to_string()))
        .collect();
    let office = ctx.office()?;
    let recorded = appraisals::record(office, ctx.speaker(), round, new?).await?;
    let rules = ways::rules_by_round(office, round).await?;
    let show = |one: crate::domain::recognition::appraisal::Appraisal| {
        let mut criteria = rules.composed.criteria.iter();
        let criterion = criteria.find(|criterion| criterion.code == one.criterion)?;
        let criterion = Criterion::of(criterion, ctx.language());
        Some(CriterionAppraisal::of(one, criterion, Vec::new()))
    };
    Ok(recorded.into_iter().filter_map(show).collect())
}

fn new_appraisal(input: CriterionAppraisalInput, position: &str) -> Result<NewAppraisal, Refusal> {
    let CriterionAppraisalInput {
        candidacy_id,
        criterion,
        met,
        score,
        value,
        note,
        document_ids,
        version,
        reason,
    } = input;
    let place = ["input", "appraisals", position];
    let candidacy: CandidacyId = id::key_at(
        &candidacy_id,
        &["input", "appraisals", position, "candidacyId"],
    )?;
    Ok(NewAppraisal {
        candidacy,
        criterion,
        met,
        score: score.map(|score| score.0),
        value,
        writing: writing(note, document_ids, (version, reason), &place)?,
    })
}
