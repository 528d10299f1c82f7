//! From a response or a comment to its survey, its hamlet and the form's items.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::fault::Nullable;
use crate::graphql::loaders;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::front::CommentHandling;
use crate::graphql::nodes::response::{Answer, Comment, SurveyResponse};
use crate::graphql::nodes::survey::SatisfactionSurvey;

#[ComplexObject]
impl SurveyResponse {
    /// Its survey (cuộc lấy ý kiến).
    #[expect(clippy::unused_async, reason = "the library's macro awaits it")]
    async fn survey(&self, ctx: &Context<'_>) -> Result<SatisfactionSurvey, Error> {
        ways::survey(ctx, self.of.as_ref().clone())
    }

    /// Its hamlet (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.response.hamlet).await
    }

    /// Its answers, in the form's order; those of a spoilt form as far as the form knows them
    /// (câu trả lời).
    async fn answers(&self) -> Vec<Answer> {
        self.known_answers().collect()
    }
}

#[ComplexObject]
impl Comment {
    /// The hamlet that it came from (thôn).
    async fn hamlet(&self, ctx: &Context<'_>) -> Result<Hamlet, Error> {
        ways::hamlet(ctx, self.hamlet_id).await
    }

    /// What became of it; null until somebody looked at it (kết quả xử lý).
    async fn handling(&self, ctx: &Context<'_>) -> Nullable<CommentHandling> {
        let found = loaders::handling(ctx, self.key).await;
        found
            .map(|handling| handling.map(CommentHandling::from))
            .transpose()
    }
}
