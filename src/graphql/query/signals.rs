//! Hints at invented answers, for the Front that verifies.

use async_graphql::{Context, ID, Object};

use crate::domain::base::ids::SurveyId;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::id;
use crate::graphql::nodes::signal::AnswerSignal;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::signals;

/// Reading of signals.
#[derive(Debug, Default)]
pub struct SignalsQuery;

#[Object]
impl SignalsQuery {
    /// What is unlikely about the forms of a survey, by account: hints to look closer, never verdicts; of
    /// accounts with 20 forms or more; for the provincial Front (dấu hiệu bất thường của phiếu).
    async fn answer_signals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the survey.")] survey_id: ID,
    ) -> Nullable<Vec<AnswerSignal>> {
        let found: Result<_, Refusal> = async {
            let survey: SurveyId = id::key_at(&survey_id, &["surveyId"])?;
            match signals::of_survey(ctx.office()?, ctx.speaker(), survey).await {
                Ok(found) => Ok(Some(found.into_iter().map(AnswerSignal::from).collect())),
                Err(Refusal::NotFound) => Ok(None),
                Err(other) => Err(other),
            }
        }
        .await;
        ctx.nullable(found)
    }
}
