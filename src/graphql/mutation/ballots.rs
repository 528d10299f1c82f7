//! Casts ballots at screens, and takes what was counted by hand.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use super::sessions::{check_length, session_id};
use crate::domain::base::ids::CandidacyId;
use crate::domain::recognition::ballot::{BallotChoice, Envelopes, Sheet, VoteCount, Votes};
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::council::CouncilSession;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::{ballots, counts};

/// A ballot on a candidacy.
#[derive(InputObject)]
pub struct CastBallotInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// What the ballot says.
    choice: BallotChoice,
}

/// Says whether the ballot was taken, never what it said.
#[derive(Debug, SimpleObject)]
pub struct CastBallotPayload {
    /// Whether the ballot was taken.
    taken: bool,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// What one account counted of the envelopes.
#[derive(Debug, InputObject)]
pub struct RecordEnvelopesInput {
    /// Global id of the session.
    session_id: ID,
    /// Envelopes handed out (phiếu phát ra).
    handed_out: i64,
    /// Envelopes returned (phiếu thu về).
    returned: i64,
    /// Why the account corrects what it typed before (lý do sửa).
    reason: Option<String>,
}

/// What one account counted of the votes.
#[derive(Debug, InputObject)]
pub struct RecordBallotCountInput {
    /// Global id of the session.
    session_id: ID,
    /// Each candidacy of the agenda once, in its order (kết quả kiểm phiếu).
    counts: Vec<BallotCountInput>,
    /// Why the account corrects what it typed before (lý do sửa).
    reason: Option<String>,
}

/// What was counted on one candidacy.
#[derive(Debug, InputObject)]
pub struct BallotCountInput {
    /// Global id of the candidacy.
    candidacy_id: ID,
    /// Valid ballots (phiếu hợp lệ).
    valid: i64,
    /// Spoilt ballots (phiếu không hợp lệ).
    spoilt: i64,
    /// Of the valid ones, for recognition (đồng ý).
    agree: i64,
    /// Of the valid ones, against it (không đồng ý).
    disagree: i64,
    /// Of the valid ones, neither (không có ý kiến).
    abstain: i64,
}

/// What became of figures that one account typed.
#[derive(Debug, SimpleObject)]
pub struct BallotCountPayload {
    /// The session; null where `userErrors` says why nothing changed.
    session: Option<CouncilSession>,
    /// Whether a second account has typed the same: the count stands (hai người kiểm thống nhất).
    agreed: bool,
    /// Fields in which the two accounts differ, such as `counts.0.agree`; never their figures (chỗ chưa khớp).
    differing: Vec<String>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Casting and counting of ballots.
#[derive(Debug, Default)]
pub struct BallotsMutation;

#[Object]
impl BallotsMutation {
    /// Casts the member's own ballot on a candidacy, in a session that votes at screens; for members of the
    /// council (bỏ phiếu).
    async fn cast_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ballot.")] input: CastBallotInput,
    ) -> Nullable<CastBallotPayload> {
        let answer: Result<(), Refusal> = async {
            let candidacy: CandidacyId =
                id::key_at(&input.candidacy_id, &["input", "candidacyId"])?;
            ballots::cast(ctx.office()?, ctx.speaker(), candidacy, input.choice).await
        }
        .await;
        let payload = |(taken, user_errors): (Option<()>, _)| CastBallotPayload {
            taken: taken.is_some(),
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Types the envelopes that one account counted; a second account types them too, unseen (kiểm phong bì).
    async fn record_envelopes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The envelopes.")] input: RecordEnvelopesInput,
    ) -> Nullable<BallotCountPayload> {
        let sheet = Sheet::Envelopes(Envelopes {
            handed_out: input.handed_out,
            returned: input.returned,
        });
        record(ctx, &input.session_id, Ok(sheet), input.reason).await
    }

    /// Types the votes that one account counted, once the envelopes stand; a second account types them too,
    /// unseen (kiểm phiếu).
    async fn record_ballot_count(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The votes.")] input: RecordBallotCountInput,
    ) -> Nullable<BallotCountPayload> {
        let sheet = votes(&input.counts).map(Sheet::Votes);
        record(ctx, &input.session_id, sheet, input.reason).await
    }
}

async fn record(
    ctx: &Context<'_>,
    session: &ID,
    sheet: Result<Sheet, Refusal>,
    reason: Option<String>,
) -> Nullable<BallotCountPayload> {
    let answer: Result<_, Refusal> = async {
        let id = session_id(session)?;
        counts::record(ctx.office()?, ctx.speaker(), id, sheet?, reason.as_deref()).await
    }
    .await;
    let payload = |(typed, user_errors): (Option<counts::Typed>, _)| {
        let (agreed, differing) = typed.as_ref().map_or_else(Default::default, |typed| {
            (typed.agreed, typed.differing.clone())
        });
        BallotCountPayload {
            session: typed.map(|typed| CouncilSession::from(typed.session)),
            agreed,
            differing,
            user_errors,
        }
    };
    Some(outcome(ctx, answer).map(payload))
}

fn votes(counts: &[BallotCountInput]) -> Result<Vec<VoteCount>, Refusal> {
    check_length(counts.len(), "counts", 1)?;
    let count = |(position, count): (usize, &BallotCountInput)| {
        let position = position.to_string();
        let path = ["input", "counts", &position, "candidacyId"];
        Ok(VoteCount {
            candidacy: id::key_at(&count.candidacy_id, &path)?,
            valid: count.valid,
            spoilt: count.spoilt,
            votes: Votes {
                agree: count.agree,
                disagree: count.disagree,
                abstain: count.abstain,
            },
        })
    };
    counts.iter().enumerate().map(count).collect()
}
