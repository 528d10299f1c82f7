//! Surveys.

use async_graphql::{Context, ID, Object};

use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::id;
use crate::graphql::links::ways;
use crate::graphql::loaders;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::surveys;

/// Reading of surveys.
#[derive(Debug, Default)]
pub struct SurveysQuery;

#[Object]
impl SurveysQuery {
    /// A survey by global id; null where there is none that the reader may see (cuộc lấy ý kiến).
    async fn satisfaction_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: ID,
    ) -> Nullable<SatisfactionSurvey> {
        let found = async {
            let id = ctx.show(id::key_at(&id, &["id"]))?;
            let survey = loaders::survey(ctx, id).await?;
            survey.map(|survey| ways::survey(ctx, survey)).transpose()
        };
        found.await.transpose()
    }

    /// Everything an app needs before it goes offline: the surveys this account may collect for or
    /// follow, OPEN and CLOSING ones, forms and hamlets included (việc được giao).
    async fn assigned_surveys(&self, ctx: &Context<'_>) -> Nullable<Vec<SatisfactionSurvey>> {
        let found: Result<_, Refusal> = async {
            let office = ctx.office()?;
            let now = office.clock.now();
            let surveys = surveys::assigned(office, ctx.speaker()).await?;
            let surveys = surveys
                .into_iter()
                .map(|survey| SatisfactionSurvey::at(survey, now));
            Ok(Some(surveys.collect()))
        }
        .await;
        ctx.nullable(found)
    }
}
