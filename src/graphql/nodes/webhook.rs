//! A program that is told of events.

use async_graphql::{ID, SimpleObject};

use crate::domain::trust::webhook::WebhookKind;
use crate::graphql::id::GlobalId;
use crate::graphql::scalars::Moment;
use crate::services::webhooks::WebhookView;

/// A program that is told of events by signed POSTs, in order (điểm nhận thông báo).
#[derive(Debug, Clone, SimpleObject)]
pub struct Webhook {
    /// Global id.
    pub id: ID,
    /// Where it is told (địa chỉ nhận).
    pub url: String,
    /// Of what it is told (loại sự kiện).
    pub kinds: Vec<WebhookKind>,
    /// When it was put on record.
    pub created_at: Moment,
    /// Name of the account that put it on record (tài khoản).
    pub created_by: String,
    /// Number of the last event that it was told; 0 for none.
    pub told: i64,
    /// How many events it has not been told yet, those that are not for it among them.
    pub behind: i64,
    /// Since when it has failed; null where the last try went well.
    pub failing_since: Option<Moment>,
    /// What went wrong the last time (lỗi gần nhất).
    pub last_failure: Option<String>,
    /// Before when it is not tried again.
    pub next_try_at: Option<Moment>,
    /// Since when it is told no more, having failed for three days or answered 410 (ngừng gửi từ).
    pub disabled_at: Option<Moment>,
}

impl From<WebhookView> for Webhook {
    fn from(view: WebhookView) -> Self {
        let WebhookView {
            hook,
            created_by,
            behind,
        } = view;
        Self {
            id: GlobalId::Webhook(hook.id).encode(),
            url: hook.url,
            kinds: hook.kinds,
            created_at: Moment(hook.created_at),
            created_by,
            told: hook.told,
            behind,
            failing_since: hook.failing_since.map(Moment),
            last_failure: hook.last_failure,
            next_try_at: hook.next_try_at.map(Moment),
            disabled_at: hook.disabled_at.map(Moment),
        }
    }
}
