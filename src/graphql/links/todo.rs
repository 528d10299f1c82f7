//! From a thing to be done to what it is about.

use async_graphql::{ComplexObject, Context};

use super::ways;
use crate::graphql::fault::Nullable;
use crate::graphql::loaders;
use crate::graphql::nodes::candidacy::Candidacy;
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::nodes::todo::TodoItem;

#[ComplexObject]
impl TodoItem {
    /// The candidacy that it is for; null where it is for none (hồ sơ).
    async fn candidacy(&self, ctx: &Context<'_>) -> Nullable<Candidacy> {
        Some(ways::candidacy(ctx, self.candidacy_id?).await)
    }

    /// The survey that it is about; null where it is about none (cuộc lấy ý kiến).
    async fn survey(&self, ctx: &Context<'_>) -> Nullable<SatisfactionSurvey> {
        match loaders::survey(ctx, self.survey_id?).await {
            Ok(survey) => survey.map(|survey| ways::survey(ctx, survey)),
            Err(error) => Some(Err(error)),
        }
    }
}
