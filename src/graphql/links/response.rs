//! From a response or a comment to its survey, its hamlet and the form's items.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::graphql::fault::Nullable;
use crate::graphql::loaders;
use crate::graphql::nodes::area::Hamlet;
use crate::graphql::nodes::front::CommentHandling;
use crate::graphql::nodes::response::{Answer, Comment, SurveyResponse};
use crate::graphql::nodes::survey::SatisfactionSurvey;
use crate::graphql::scalars::UniqueId;
use crate::services::amendments::Chain;

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

    /// The id of the earlier answer of the same household that it took the place of (thay cho phiếu).
    async fn replaces(&self, ctx: &Context<'_>) -> Nullable<UniqueId> {
        match self.chain(ctx).await {
            Ok(chain) => Some(Ok(UniqueId(chain?.replaces?.0))),
            Err(error) => Some(Err(error)),
        }
    }

    /// The id of the later answer of the same household that took its place (được thay bằng phiếu).
    async fn replaced_by(&self, ctx: &Context<'_>) -> Nullable<UniqueId> {
        match self.chain(ctx).await {
            Ok(chain) => Some(Ok(UniqueId(chain?.replaced_by?.0))),
            Err(error) => Some(Err(error)),
        }
    }

    /// Its answers, in the form's order; those of a spoilt form as far as the form knows them
    /// (câu trả lời).
    async fn answers(&self) -> Vec<Answer> {
        self.known_answers().collect()
    }
}

impl SurveyResponse {
    async fn chain(&self, ctx: &Context<'_>) -> Result<Option<Chain>, Error> {
        loaders::chain(ctx, (self.response.survey, self.response.id)).await
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
