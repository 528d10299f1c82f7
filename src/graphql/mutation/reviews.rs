//! Reviews of responses, and answers that take the place of earlier ones.

use async_graphql::{Context, Error, ID, InputObject, Object, SimpleObject};

use super::corrections::{CorrectionPayload, payload, survey_id};
use super::payload::{UserError, outcome};
use super::submission::DraftInput;
use crate::domain::base::ids::ResponseId;
use crate::domain::survey::record::Survey;
use crate::domain::survey::review::ReviewState;
use crate::graphql::fault::Nullable;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::scalars::UniqueId;
use crate::graphql::state::Asking;
use crate::services::amendments::{self, NewAmendment};
use crate::services::corrections;
use crate::services::refusal::Refusal;
use crate::services::reviews::{self, NewReviews};

/// Responses that are put to a state.
#[derive(Debug, InputObject)]
pub struct ReviewResponsesInput {
    /// Global id of the survey.
    survey_id: ID,
    /// The ids that the app made for the responses, 1 to 200, each once (mã phiếu).
    response_ids: Vec<UniqueId>,
    /// To what they are put (trạng thái rà soát).
    state: ReviewState,
    /// Why, at most 4,000 characters (lý do).
    reason: String,
}

/// Corrections that are to be confirmed.
#[derive(Debug, InputObject)]
pub struct ConfirmCorrectionsInput {
    /// Global id of the survey.
    survey_id: ID,
    /// Numbers of the corrections within the survey, 1 to 200, each once.
    numbers: Vec<i64>,
}

/// A form that takes the place of an earlier one of the same household.
#[derive(InputObject)]
pub struct AmendResponseInput {
    /// Global id of the survey.
    survey_id: ID,
    /// The id that the app made for the response that is replaced (phiếu được thay).
    replaces: UniqueId,
    /// The whole form as it should be, under a new id (phiếu thay thế).
    response: DraftInput,
    /// Why, at most 4,000 characters (lý do).
    reason: String,
}

/// What became of some responses or corrections.
#[derive(Debug, SimpleObject)]
pub struct ReviewPayload {
    /// Their survey; null where `userErrors` says why nothing changed.
    survey: Option<SatisfactionSurvey>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Reviewing and amending of responses.
#[derive(Debug, Default)]
pub struct ReviewsMutation;

#[Object]
impl ReviewsMutation {
    /// Puts responses in question, accepts them again, or voids them, all of them or none; for the
    /// Front. In question is still counted, and holds up verification. A void is a correction, which
    /// a second account confirms; it is refused from CLOSED on (rà soát phiếu).
    async fn review_responses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The responses, the state and the reason.")] input: ReviewResponsesInput,
    ) -> Nullable<ReviewPayload> {
        let answer: Result<_, Refusal> = async {
            let ids = input.response_ids.iter();
            let new = NewReviews {
                survey: survey_id(&input.survey_id)?,
                responses: ids.map(|id| ResponseId(id.0)).collect(),
                state: input.state,
                reason: input.reason,
            };
            reviews::review(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(reviewed(ctx, answer))
    }

    /// Confirms corrections, all of them or none; for the Front, by another account than the one that
    /// made them, before the survey is VERIFIED (xác nhận nhiều hiệu chỉnh).
    async fn confirm_corrections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The corrections.")] input: ConfirmCorrectionsInput,
    ) -> Nullable<ReviewPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let (office, speaker) = (ctx.office()?, ctx.speaker());
            corrections::confirm_many(office, speaker, survey, &input.numbers).await
        }
        .await;
        Some(reviewed(ctx, answer))
    }

    /// Counts a form in place of an earlier one of the same household, which is voided and kept: of a
    /// chain of answers the last counts. While the survey takes responses, for the account that sent
    /// the earlier one and for the Front; from CLOSED on for the Front alone, as a new frozen result,
    /// until VERIFIED. A second account confirms it. Safe to repeat (sửa phiếu đã gửi).
    async fn amend_response(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The response that is replaced, and the form in its place.")]
        input: AmendResponseInput,
    ) -> Nullable<CorrectionPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewAmendment {
                survey: survey_id(&input.survey_id)?,
                replaces: ResponseId(input.replaces.0),
                draft: input.response.0,
                reason: input.reason,
            };
            amendments::amend(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(payload(ctx, answer))
    }
}

fn reviewed(ctx: &Context<'_>, answer: Result<Survey, Refusal>) -> Result<ReviewPayload, Error> {
    let shown = answer.and_then(|survey| {
        let now = ctx.office()?.clock.now();
        Ok(SatisfactionSurvey::at(survey, now))
    });
    let (survey, user_errors) = outcome(ctx, shown)?;
    Ok(ReviewPayload {
        survey,
        user_errors,
    })
}
