//! Casts ballots: the votes themselves come with a later issue.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::base::ids::CandidacyId;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::state::Asking;
use crate::services::ballots;
use crate::services::refusal::Refusal;

/// What a ballot says (nội dung phiếu bầu).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum BallotChoice {
    /// For recognition (đồng ý).
    Agree,
    /// Against recognition (không đồng ý).
    Disagree,
    /// Neither (không có ý kiến).
    Abstain,
}

/// A ballot on a candidacy.
#[derive(Debug, InputObject)]
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

/// Casting of ballots.
#[derive(Debug, Default)]
pub struct BallotsMutation;

#[Object]
impl BallotsMutation {
    /// Casts the member's own ballot on a candidacy; for members of the council. Until sessions are
    /// held it answers `NO_OPEN_BALLOT` (bỏ phiếu).
    async fn cast_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ballot.")] input: CastBallotInput,
    ) -> Nullable<CastBallotPayload> {
        let answer: Result<(), Refusal> = async {
            let candidacy: CandidacyId =
                id::key_at(&input.candidacy_id, &["input", "candidacyId"])?;
            ballots::cast(ctx.office()?, ctx.speaker(), candidacy).await
        }
        .await;
        let payload = |(taken, user_errors): (Option<()>, _)| CastBallotPayload {
            taken: taken.is_some(),
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }
}
