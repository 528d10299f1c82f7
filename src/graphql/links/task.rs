//! From a notice to its tasks and assignments, and from an assignment back.

use async_graphql::{ComplexObject, Context, Error};

use super::ways;
use crate::domain::tasks::assignment::Owner;
use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::lists::assignments::{AssignmentFilterInput, connection};
use crate::graphql::nodes::area::{Area, Province};
use crate::graphql::nodes::assignment::{Assignment, AssignmentReport, Directive, DirectiveTask};
use crate::graphql::nodes::dossier::Document;
use crate::graphql::page::{Asked, Connection};
use crate::graphql::state::Asking;
use crate::graphql::{dossier_loaders, task_loaders};

#[ComplexObject]
impl Directive {
    /// The province whose committee issued it (tỉnh).
    async fn province(&self, ctx: &Context<'_>) -> Result<Province, Error> {
        match ways::area(ctx, self.of.province).await? {
            Area::Province(province) => Ok(province),
            _ => Err(ways::lost(ctx, "province")),
        }
    }

    /// Its tasks, in its own order (các nhiệm vụ).
    async fn tasks(&self, ctx: &Context<'_>) -> Result<Vec<DirectiveTask>, Error> {
        let tasks = task_loaders::directive_tasks(ctx, self.of.id).await?;
        let tasks = tasks.unwrap_or_default().into_iter();
        Ok(tasks
            .map(|task| DirectiveTask::of(task, ctx.language()))
            .collect())
    }

    /// Who owes its tasks, of those that the reader may see (nhiệm vụ được giao).
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
    ) -> Result<Connection<Assignment>, Error> {
        let filter = filter.unwrap_or_default().of_directive(Some(self.of.id));
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        ctx.show(connection(ctx, &filter, &asked).await)
    }
}

#[ComplexObject]
impl Assignment {
    /// The notice that gives the task (thông báo).
    async fn directive(&self, ctx: &Context<'_>) -> Directive {
        Directive::of(self.of.directive.clone(), ctx.language())
    }

    /// The area that owes it; null where an agency does (đơn vị thực hiện).
    async fn area(&self, ctx: &Context<'_>) -> Nullable<Area> {
        match &self.of.owner {
            Owner::Agency(_) => None,
            Owner::Area(place) => Some(ways::area(ctx, place.area).await),
        }
    }
}

#[ComplexObject]
impl AssignmentReport {
    /// The document itself; null where none was sent (tài liệu).
    async fn document(&self, ctx: &Context<'_>) -> Nullable<Document> {
        let found = dossier_loaders::document(ctx, self.document_id?).await;
        found.map(|found| found.map(Document::from)).transpose()
    }
}
