//! What a verifier finds at each point of a closed survey.

use async_graphql::{Context, ID, Object};

use crate::domain::survey::verification::VerificationSubject;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::id;
use crate::graphql::nodes::front::VerificationFinding;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::verifying;

/// Reading of what is to be verified.
#[derive(Debug, Default)]
pub struct FrontQuery;

#[Object]
impl FrontQuery {
    /// The points of a verification as the system finds them now, a recount of the responses among
    /// them; for the provincial Front (các điểm thẩm tra).
    async fn verification_points(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the survey.")] survey_id: ID,
        #[graphql(
            desc = "What is verified.",
            default_with = "VerificationSubject::ResidentSurvey"
        )]
        subject: VerificationSubject,
    ) -> Nullable<Vec<VerificationFinding>> {
        let found: Result<_, Refusal> = async {
            let survey = id::key_at(&survey_id, &["surveyId"])?;
            let found = verifying::findings(ctx.office()?, ctx.speaker(), survey, subject).await;
            let language = ctx.language();
            let finding = |point| VerificationFinding::of(point, language);
            match found {
                Ok(points) => Ok(Some(points.into_iter().map(finding).collect())),
                Err(Refusal::NotFound) => Ok(None),
                Err(other) => Err(other),
            }
        }
        .await;
        ctx.nullable(found)
    }
}
