//! The audit, for administrators and the provincial Front.

use async_graphql::{Context, ID, Object};

use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::lists::audit::{self as lists, AuditFilter};
use crate::graphql::nodes::audit::{AccessLogLine, AuditEntry, AuditHead};
use crate::graphql::page::{Asked, Connection};
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::trail;

/// Reading of the audit.
#[derive(Debug, Default)]
pub struct AuditQuery;

#[Object]
impl AuditQuery {
    /// What was done by whom, the newest first; the Front of a province reads what is about its
    /// surveys (nhật ký kiểm toán).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn audit_entries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which of them; all, where left out.")] filter: Option<AuditFilter>,
    ) -> Nullable<Connection<AuditEntry>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        ctx.nullable(lists::entries(ctx, filter, &asked).await.map(Some))
    }

    /// The head of a survey's chain, or of the main one, to be printed in minutes and pinned
    /// outside (đầu chuỗi nhật ký).
    async fn audit_head(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The survey; the main chain, where left out.")] survey_id: Option<ID>,
    ) -> Nullable<AuditHead> {
        let found: Result<_, Refusal> = async {
            let survey = lists::survey(survey_id.as_ref(), &["surveyId"])?;
            let head = trail::head(ctx.office()?, ctx.speaker(), survey).await?;
            Ok(head.map(AuditHead::from))
        }
        .await;
        ctx.nullable(found)
    }

    /// Who read residents' responses and comments, the newest first (nhật ký đọc phiếu).
    #[expect(clippy::too_many_arguments, reason = "the arguments are the API's")]
    async fn access_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 500.")] first: Option<i32>,
        #[graphql(desc = "Only what follows this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 500; not together with first.")] last: Option<i32>,
        #[graphql(desc = "Only what goes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Of this survey alone.")] survey_id: Option<ID>,
    ) -> Nullable<Connection<AccessLogLine>> {
        let asked = Asked {
            first,
            after,
            last,
            before,
        };
        let found = lists::reads(ctx, survey_id.as_ref(), &asked).await;
        ctx.nullable(found.map(Some))
    }
}
