//! One list of work for whoever asks.

use async_graphql::{Context, Object};

use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::nodes::todo::TodoItem;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::todo::gather;

/// Days that are looked ahead where nothing is said.
const AHEAD: u64 = 14;

/// Reading of the list of work.
#[derive(Debug, Default)]
pub struct TodoQuery;

#[Object]
impl TodoQuery {
    /// What the reader has to do about candidacies that are under way, and about programs that are told of
    /// events no more, the most urgent first; what no day is set for comes last. At most 500 things
    /// (việc cần làm).
    async fn todo(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Only what is due within so many days, or overdue; 14, where left out; below 0 is 0."
        )]
        due_within_days: Option<i32>,
    ) -> Nullable<Vec<TodoItem>> {
        let days = due_within_days.map_or(AHEAD, |days| u64::try_from(days).unwrap_or(0));
        let found: Result<_, Refusal> = async {
            let found = gather::list(ctx.office()?, ctx.speaker(), days).await?;
            let language = ctx.language();
            let shown = found.iter().map(|item| TodoItem::of(item, language));
            Ok(Some(shown.collect()))
        }
        .await;
        ctx.nullable(found)
    }
}
