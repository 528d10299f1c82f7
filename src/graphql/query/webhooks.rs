//! Which programs are told of events.

use async_graphql::{Context, Object};

use crate::graphql::fault::{Nullable, Showing};
use crate::graphql::nodes::webhook::Webhook;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::webhooks;

/// Reading of webhooks.
#[derive(Debug, Default)]
pub struct WebhooksQuery;

#[Object]
impl WebhooksQuery {
    /// The programs that are told of events, and how that goes; for administrators and the province's coordination
    /// office (điểm nhận thông báo tự động).
    async fn webhooks(&self, ctx: &Context<'_>) -> Nullable<Vec<Webhook>> {
        let found: Result<_, Refusal> = async {
            let all = webhooks::list(ctx.office()?, ctx.speaker()).await?;
            Ok(all.into_iter().map(Webhook::from).collect())
        }
        .await;
        ctx.nullable(found.map(Some))
    }
}
