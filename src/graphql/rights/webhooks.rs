//! Who gets what: programs that are told of events.

use super::access::Access::{For, WithItsObject};
use super::access::Decision;
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Query", For(Action::RunWebhooks), "webhooks"),
    (
        "Mutation",
        For(Action::RunWebhooks),
        "createWebhook resumeWebhook removeWebhook",
    ),
    (
        "Webhook",
        WithItsObject,
        "id url kinds createdAt createdBy told behind failingSince lastFailure nextTryAt disabledAt",
    ),
    (
        "CreateWebhookPayload",
        WithItsObject,
        "webhook secret userErrors",
    ),
    ("WebhookPayload", WithItsObject, "webhook userErrors"),
];
