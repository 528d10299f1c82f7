//! Enters decisions, puts candidacies off and withdraws them.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use super::rounds::CandidacyPayload;
use super::sessions::check_length;
use crate::domain::base::ids::{CandidacyId, RoundId};
use crate::domain::recognition::candidacy;
use crate::domain::recognition::decision::DecisionOutcome;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::links::ways;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::scalars::CalendarDay;
use crate::graphql::state::Asking;
use crate::services::decisions::{self, NewOutcome, Paper};
use crate::services::deferrals;
use crate::services::reassessments::{self, NewReassessment};
use crate::services::refusal::Refusal;

/// A decision on candidacies: one paper, one outcome for each.
#[derive(Debug, InputObject)]
pub struct RecordDecisionInput {
    /// Its number, unique in the province (số quyết định).
    number: String,
    /// Its day (ngày quyết định).
    decided_on: CalendarDay,
    /// Who signed it (người ký).
    signer: String,
    /// What it says, 1 to 500 candidacies of one province (nội dung).
    outcomes: Vec<DecisionOutcomeInput>,
}

/// What a decision says of one candidacy.
#[derive(Debug, InputObject)]
pub struct DecisionOutcomeInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// What it says; only what the council carried is RECOGNISED.
    outcome: DecisionOutcome,
    /// Why; needed unless it is RECOGNISED (lý do).
    reason: Option<String>,
    /// Global id of the later round, where it is DEFERRED (đợt sau).
    to_round_id: Option<ID>,
}

/// A candidacy to be put off.
#[derive(Debug, InputObject)]
pub struct DeferCandidacyInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// Why (lý do).
    reason: String,
    /// Global id of the later round, in which it is nominated (đợt sau).
    to_round_id: ID,
    /// The candidacy's version that was read.
    version: Option<i64>,
}

/// A candidacy to be withdrawn.
#[derive(Debug, InputObject)]
pub struct WithdrawCandidacyInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// Why (lý do).
    reason: String,
    /// The candidacy's version that was read.
    version: Option<i64>,
}

/// What a re-assessment came to.
#[derive(Debug, InputObject)]
pub struct RecordReassessmentInput {
    /// Global id of the candidacy, whose purpose is REASSESSMENT.
    candidacy_id: ID,
    /// Whether the commune still meets the standard (còn đạt chuẩn).
    still_meets: bool,
    /// Codes of the criteria that it no longer meets (tiêu chí không còn đạt).
    failed_criteria: Option<Vec<String>>,
    /// A remark; why it is revised, where there is one already (ghi chú).
    note: Option<String>,
    /// The version that was read; left out for the first.
    version: Option<i32>,
}

/// What became of a decision.
#[derive(Debug, SimpleObject)]
pub struct RecordDecisionPayload {
    /// The candidacies that were decided on; null where `userErrors` says why nothing changed.
    candidacies: Option<Vec<Candidacy>>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Deciding on candidacies.
#[derive(Debug, Default)]
pub struct DecisionsMutation;

#[Object]
impl DecisionsMutation {
    /// Enters a decision on candidacies that were voted on; for the coordination office, by another account
    /// than those that typed the figures (nhập quyết định).
    async fn record_decision(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The decision.")] input: RecordDecisionInput,
    ) -> Nullable<RecordDecisionPayload> {
        let answer: Result<_, Refusal> = async {
            let outcomes = outcomes(input.outcomes)?;
            let paper = Paper {
                number: input.number,
                decided_on: input.decided_on.0,
                signer: input.signer,
            };
            let (_, ids) = decisions::record(ctx.office()?, ctx.speaker(), paper, outcomes).await?;
            Ok(ids)
        }
        .await;
        let told = match outcome(ctx, answer) {
            Ok((ids, user_errors)) => {
                decided(ctx, ids)
                    .await
                    .map(|candidacies| RecordDecisionPayload {
                        candidacies,
                        user_errors,
                    })
            }
            Err(error) => Err(error),
        };
        Some(told)
    }

    /// Puts a candidacy off to a later round, with a reason; for the coordination office (chuyển hồ sơ sang đợt sau).
    async fn defer_candidacy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The candidacy.")] input: DeferCandidacyInput,
    ) -> Nullable<CandidacyPayload> {
        let answer = async {
            let id = candidacy_id(&input.candidacy_id)?;
            let round: RoundId = id::key_at(&input.to_round_id, &["input", "toRoundId"])?;
            deferrals::defer(
                ctx.office()?,
                ctx.speaker(),
                id,
                round,
                &input.reason,
                input.version,
            )
            .await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Withdraws a candidacy before its vote, with a reason; for the coordination office (rút đề nghị).
    async fn withdraw_candidacy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The candidacy.")] input: WithdrawCandidacyInput,
    ) -> Nullable<CandidacyPayload> {
        let answer = async {
            let id = candidacy_id(&input.candidacy_id)?;
            deferrals::withdraw(
                ctx.office()?,
                ctx.speaker(),
                id,
                &input.reason,
                input.version,
            )
            .await
        }
        .await;
        Some(payload(ctx, answer))
    }

    /// Records what the re-assessment of a commune recognised in 2015 or earlier came to; for the
    /// coordination office (kết quả rà soát).
    async fn record_reassessment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it came to.")] input: RecordReassessmentInput,
    ) -> Nullable<CandidacyPayload> {
        let answer = async {
            let new = NewReassessment {
                candidacy: candidacy_id(&input.candidacy_id)?,
                still_meets: input.still_meets,
                failed: input.failed_criteria.unwrap_or_default(),
                note: input.note,
                version: input.version,
            };
            reassessments::record(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(payload(ctx, answer))
    }
}

async fn decided(
    ctx: &Context<'_>,
    ids: Option<Vec<CandidacyId>>,
) -> Result<Option<Vec<Candidacy>>, Error> {
    let Some(ids) = ids else {
        return Ok(None);
    };
    let read = ids.into_iter().map(|id| ways::candidacy(ctx, id));
    let found = futures_util::future::try_join_all(read).await?;
    Ok(Some(found))
}

fn payload(
    ctx: &Context<'_>,
    answer: Result<candidacy::Candidacy, Refusal>,
) -> Result<CandidacyPayload, Error> {
    let payload = |(candidacy, user_errors): (Option<candidacy::Candidacy>, _)| {
        CandidacyPayload::of(candidacy.map(Candidacy::from), user_errors)
    };
    outcome(ctx, answer).map(payload)
}

fn candidacy_id(id: &ID) -> Result<CandidacyId, Refusal> {
    id::key_at(id, &["input", "candidacyId"])
}

fn outcomes(given: Vec<DecisionOutcomeInput>) -> Result<Vec<NewOutcome>, Refusal> {
    check_length(given.len(), "outcomes", 1)?;
    let outcome = |(position, one): (usize, DecisionOutcomeInput)| {
        let position = position.to_string();
        let at = |field| ["input", "outcomes", &position, field];
        let round = one
            .to_round_id
            .as_ref()
            .map(|id| id::key_at(id, &at("toRoundId")));
        Ok(NewOutcome {
            candidacy: id::key_at(&one.candidacy_id, &at("candidacyId"))?,
            outcome: one.outcome,
            reason: one.reason,
            to_round: round.transpose()?,
        })
    };
    given.into_iter().enumerate().map(outcome).collect()
}
