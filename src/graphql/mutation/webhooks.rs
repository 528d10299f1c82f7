//! Programs that are told of events: put on record, told again, taken away.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::payload::{UserError, outcome};
use crate::domain::trust::webhook::WebhookKind;
use crate::graphql::fault::Nullable;
use crate::graphql::id;
use crate::graphql::nodes::webhook::Webhook;
use crate::graphql::state::Asking;
use crate::services::refusal::Refusal;
use crate::services::webhook_sending::shown_secret;
use crate::services::webhooks;

/// A program that is to be told of events.
#[derive(Debug, InputObject)]
pub struct CreateWebhookInput {
    /// Where it is told: an address of the web, `https` unless the server's settings allow more (địa chỉ nhận).
    url: String,
    /// Of what it is told, at least one (loại sự kiện).
    kinds: Vec<WebhookKind>,
}

/// A program that was put on record.
#[derive(Debug, SimpleObject)]
pub struct CreateWebhookPayload {
    /// The program; null where `userErrors` says why nothing changed.
    webhook: Option<Webhook>,
    /// What signs what it is told (Standard Webhooks, HMAC-SHA256); shown this once (khóa ký).
    secret: Option<String>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Which program is to be told again, and from where.
#[derive(Debug, InputObject)]
pub struct ResumeWebhookInput {
    /// Global id of the program.
    webhook_id: ID,
    /// Only what follows the event of this number; 0 for all; left out: what it has not been told (sau sự kiện số).
    after: Option<i64>,
}

/// Which program is taken away.
#[derive(Debug, InputObject)]
pub struct RemoveWebhookInput {
    /// Global id of the program.
    webhook_id: ID,
}

/// What became of a program.
#[derive(Debug, SimpleObject)]
pub struct WebhookPayload {
    /// The program; null where it was taken away, or `userErrors` says why nothing changed.
    webhook: Option<Webhook>,
    /// What the user can put right.
    user_errors: Vec<UserError>,
}

/// Changing of webhooks.
#[derive(Debug, Default)]
pub struct WebhooksMutation;

#[Object]
impl WebhooksMutation {
    /// Puts a program on record that is told what happens from now on: a POST for each event, signed, in order, tried
    /// again until it is taken; for administrators and the province's coordination office (đăng ký điểm nhận thông báo).
    async fn create_webhook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where and of what.")] input: CreateWebhookInput,
    ) -> Nullable<CreateWebhookPayload> {
        let answer: Result<_, Refusal> = async {
            let (office, speaker) = (ctx.office()?, ctx.speaker());
            webhooks::create(office, speaker, &input.url, &input.kinds).await
        }
        .await;
        let payload = |(view, user_errors): (Option<webhooks::WebhookView>, _)| {
            let secret = view.as_ref().map(|view| shown_secret(&view.hook.secret));
            CreateWebhookPayload {
                webhook: view.map(Webhook::from),
                secret,
                user_errors,
            }
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Has a program told again at once that failed or was given up; with `after`, what it was told before too
    /// (gửi lại).
    async fn resume_webhook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and from where.")] input: ResumeWebhookInput,
    ) -> Nullable<WebhookPayload> {
        let answer: Result<_, Refusal> = async {
            let hook = id::key_at(&input.webhook_id, &["input", "webhookId"])?;
            let (office, speaker) = (ctx.office()?, ctx.speaker());
            let view = webhooks::resume(office, speaker, hook, input.after).await?;
            Ok(Webhook::from(view))
        }
        .await;
        let payload = |(webhook, user_errors)| WebhookPayload {
            webhook,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }

    /// Takes a program away: it is told nothing more (hủy điểm nhận thông báo).
    async fn remove_webhook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: RemoveWebhookInput,
    ) -> Nullable<WebhookPayload> {
        let answer: Result<_, Refusal> = async {
            let hook = id::key_at(&input.webhook_id, &["input", "webhookId"])?;
            webhooks::remove(ctx.office()?, ctx.speaker(), hook).await
        }
        .await;
        let payload = |(_, user_errors): (Option<()>, _)| WebhookPayload {
            webhook: None,
            user_errors,
        };
        Some(outcome(ctx, answer).map(payload))
    }
}
