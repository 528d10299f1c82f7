//! What was published, for everybody.

use async_graphql::{Context, ID, Object};

use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::id;
use crate::graphql::lists::published::{self as lists, PublishedResultFilterInput};
use crate::graphql::nodes::published::PublishedResult;
use crate::graphql::page::{Asked, Connection};
use crate::graphql::state::Asking;
use crate::services::published;
use crate::services::refusal::Refusal;

/// Reading of what was published.
#[derive(Debug, Default)]
pub struct PublishedQuery;

#[Object]
impl PublishedQuery {
    /// What was published, the latest first: VERIFIED, and its posting days over; also without a token
    /// (kết quả đã công bố).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn published_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<
            PublishedResultFilterInput,
        >,
    ) -> Nullable<Connection<PublishedResult>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let found = lists::connection(ctx, filter.unwrap_or_default(), &asked).await;
        ctx.nullable(found.map(Some))
    }

    /// The published result of a survey; null where there is none (kết quả đã công bố).
    async fn published_result(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the survey.")] survey_id: ID,
        #[graphql(desc = "Which revision; the latest, where left out.")] revision: Option<i32>,
    ) -> Nullable<PublishedResult> {
        let found: Result<_, Refusal> = async {
            let survey = id::key_at(&survey_id, &["surveyId"])?;
            let found = published::find(ctx.office()?, survey, revision).await?;
            Ok(found.map(PublishedResult::from))
        }
        .await;
        ctx.nullable(found)
    }
}
