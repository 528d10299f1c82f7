//! Notices and assignments.

use async_graphql::{Context, Error, Object};

use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::lists::assignments::{self, AssignmentFilterInput};
use crate::graphql::nodes::assignment::{Assignment, Directive};
use crate::graphql::page::{Asked, Connection};
use crate::graphql::state::Asking;
use crate::services::directives;

/// Reading of notices and assignments.
#[derive(Debug, Default)]
pub struct TasksQuery;

#[Object]
impl TasksQuery {
    /// The notices of the reader's provinces, the newest first, at most 500 (các thông báo).
    async fn directives(&self, ctx: &Context<'_>) -> Result<Vec<Directive>, Error> {
        let office = ctx.show(ctx.office())?;
        let all = ctx.show(directives::list(office, ctx.speaker()).await)?;
        Ok(all
            .into_iter()
            .map(|one| Directive::of(one, ctx.language()))
            .collect())
    }

    /// Assignments of every notice, in the notices' own order: an agency's own and those that it
    /// helps with, an area's own and those of what lies in it; all of them for the coordination
    /// office and the steering committee (nhiệm vụ được giao).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn assignments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<
            AssignmentFilterInput,
        >,
    ) -> Nullable<Connection<Assignment>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default().of_directive(None);
        let found = assignments::connection(ctx, &filter, &asked).await;
        ctx.nullable(found.map(Some))
    }
}
