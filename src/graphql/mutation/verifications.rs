//! The provincial Front verifies and returns surveys, and draws samples.

use async_graphql::{Context, ID, InputObject, Object};

use super::postings::{PostingPayload, survey_with_warnings};
use super::surveys::survey_id;
use crate::domain::survey::sample::Wanted;
use crate::domain::survey::verification::{VerificationPoint, VerificationSubject};
use crate::graphql::fault::Nullable;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::user_fault::{UserFault, UserFaultCode};
use crate::services::verifying::{NewDecision, PointSaid};
use crate::services::{sampling, verifying};

/// A survey to be verified.
#[derive(Debug, InputObject)]
pub struct VerifySurveyInput {
    /// Global id of the survey.
    survey_id: ID,
    /// What is verified (đối tượng thẩm tra).
    #[graphql(default_with = "VerificationSubject::ResidentSurvey")]
    subject: VerificationSubject,
    /// What the verifier says of each point (các điểm thẩm tra).
    points: Vec<VerificationPointInput>,
    /// A remark, at most 4,000 characters (nhận xét).
    remark: Option<String>,
}

/// A survey to be returned.
#[derive(Debug, InputObject)]
pub struct ReturnSurveyInput {
    /// Global id of the survey.
    survey_id: ID,
    /// What is returned (đối tượng thẩm tra).
    #[graphql(default_with = "VerificationSubject::ResidentSurvey")]
    subject: VerificationSubject,
    /// What the verifier says of some points (các điểm thẩm tra).
    points: Option<Vec<VerificationPointInput>>,
    /// Why, at most 4,000 characters (lý do).
    reasons: String,
}

/// What the verifier says of a point.
#[derive(Debug, InputObject)]
pub struct VerificationPointInput {
    /// The point (nội dung).
    point: VerificationPoint,
    /// Whether it is accepted (chấp nhận).
    accepted: bool,
    /// A note; needed where the system doesn't find the point in order (ghi chú).
    note: Option<String>,
}

/// A direct check whose seed is to be fixed.
#[derive(Debug, InputObject)]
pub struct CommitSampleSeedInput {
    /// Global id of the direct check.
    survey_id: ID,
}

/// A sample to be drawn: either a number in all or one for each hamlet.
#[derive(Debug, InputObject)]
pub struct DrawSampleInput {
    /// Global id of the direct check.
    survey_id: ID,
    /// Households in all, shared out by the hamlets' households, at least one in each (tổng số hộ).
    size: Option<i32>,
    /// Households of each hamlet; all of one that has fewer (số hộ mỗi thôn).
    per_hamlet: Option<i32>,
}

/// Changing of verifications and samples.
#[derive(Debug, Default)]
pub struct VerificationsMutation;

#[Object]
impl VerificationsMutation {
    /// Verifies a closed survey point by point; for the provincial Front, by an account that entered
    /// none of its figures (xác nhận kết quả thẩm tra).
    async fn verify_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The finding on each point.")] input: VerifySurveyInput,
    ) -> Nullable<PostingPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewDecision {
                survey: survey_id(&input.survey_id)?,
                subject: input.subject,
                points: said(input.points),
                reasons: input.remark,
            };
            verifying::verify(ctx.office()?, ctx.speaker(), new).await
        }
        .await;
        Some(survey_with_warnings(ctx, answer))
    }

    /// Returns a closed survey with reasons, so that it may be opened again; what was found stays on
    /// record. For the provincial Front (trả lại kết quả).
    async fn return_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The reasons.")] input: ReturnSurveyInput,
    ) -> Nullable<PostingPayload> {
        let answer: Result<_, Refusal> = async {
            let new = NewDecision {
                survey: survey_id(&input.survey_id)?,
                subject: input.subject,
                points: said(input.points.unwrap_or_default()),
                reasons: Some(input.reasons),
            };
            let survey = verifying::give_back(ctx.office()?, ctx.speaker(), new).await?;
            Ok((survey, Vec::new()))
        }
        .await;
        Some(survey_with_warnings(ctx, answer))
    }

    /// Fixes the seed of a direct check's sample, once; its hash is shown, the seed only after the
    /// draw. For the provincial Front (ấn định mã ngẫu nhiên).
    async fn commit_sample_seed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The direct check.")] input: CommitSampleSeedInput,
    ) -> Nullable<PostingPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let survey = sampling::commit_seed(ctx.office()?, ctx.speaker(), survey).await?;
            Ok((survey, Vec::new()))
        }
        .await;
        Some(survey_with_warnings(ctx, answer))
    }

    /// Fixes the frame of a direct check and draws its households; for the provincial Front (rút mẫu
    /// phúc tra).
    async fn draw_sample(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many.")] input: DrawSampleInput,
    ) -> Nullable<PostingPayload> {
        let answer: Result<_, Refusal> = async {
            let survey = survey_id(&input.survey_id)?;
            let wanted = match (input.size, input.per_hamlet) {
                (Some(size), None) => Wanted::InAll(size.into()),
                (None, Some(number)) => Wanted::InEach(number.into()),
                _ => {
                    let code = UserFaultCode::SampleSizeUnclear;
                    return Err(UserFault::at("size", code, "").into());
                }
            };
            sampling::draw(ctx.office()?, ctx.speaker(), survey, wanted).await
        }
        .await;
        Some(survey_with_warnings(ctx, answer))
    }
}

fn said(points: Vec<VerificationPointInput>) -> Vec<PointSaid> {
    let said = |one: VerificationPointInput| PointSaid {
        point: one.point,
        accepted: one.accepted,
        note: one.note,
    };
    points.into_iter().map(said).collect()
}
