//! From the audit to the surveys that it is about.

use async_graphql::{ComplexObject, Context};

use super::ways;
use crate::domain::base::ids::SurveyId;
use crate::graphql::fault::Nullable;
use crate::graphql::loaders;
use crate::graphql::nodes::audit::{AccessLogLine, AuditEntry};
use crate::graphql::nodes::survey::SatisfactionSurvey;

#[ComplexObject]
impl AuditEntry {
    /// The survey that it is about; null for all else, and where the reader may not see the survey
    /// (cuộc lấy ý kiến).
    async fn survey(&self, ctx: &Context<'_>) -> Nullable<SatisfactionSurvey> {
        match self.survey_id {
            Some(id) => survey(ctx, id).await,
            None => None,
        }
    }
}

#[ComplexObject]
impl AccessLogLine {
    /// The survey whose responses were read (cuộc lấy ý kiến).
    async fn survey(&self, ctx: &Context<'_>) -> Nullable<SatisfactionSurvey> {
        survey(ctx, self.survey_id).await
    }
}

async fn survey(ctx: &Context<'_>, id: SurveyId) -> Nullable<SatisfactionSurvey> {
    let found = async {
        let survey = loaders::survey(ctx, id).await?;
        survey.map(|survey| ways::survey(ctx, survey)).transpose()
    };
    found.await.transpose()
}
