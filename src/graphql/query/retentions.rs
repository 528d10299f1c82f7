//! Until when the answers of a survey are kept.

use async_graphql::{Context, ID, Object};

use crate::domain::base::ids::SurveyId;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::id;
use crate::graphql::nodes::retention::Retention;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::retentions;

/// Reading of retentions.
#[derive(Debug, Default)]
pub struct RetentionsQuery;

#[Object]
impl RetentionsQuery {
    /// Until when what residents said in a survey is kept; for the Front (thời hạn lưu trữ phiếu).
    async fn retention(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the survey.")] survey_id: ID,
    ) -> Nullable<Retention> {
        let found: Result<_, Refusal> = async {
            let survey: SurveyId = id::key_at(&survey_id, &["surveyId"])?;
            match retentions::of_survey(ctx.office()?, ctx.speaker(), survey).await {
                Ok(view) => Ok(Some(Retention::from(view))),
                Err(Refusal::NotFound) => Ok(None),
                Err(other) => Err(other),
            }
        }
        .await;
        ctx.nullable(found)
    }
}
