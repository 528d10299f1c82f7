//! A row in each table of programs that are told of events.

use longdan::domain::base::ids::{AccountId, WebhookId};
use longdan::domain::trust::webhook::{Webhook, WebhookEvent, WebhookKind};
use longdan::storage::webhooks;

use crate::support::world::{World, noon};

/// Fills the tables.
pub async fn fill(world: &World, account: AccountId) {
    let db = world.db.write();
    let hook = Webhook {
        id: WebhookId(world.id()),
        url: "https://example.org/hook".to_owned(),
        secret: vec![7; 32],
        kinds: vec![WebhookKind::SurveyClosed, WebhookKind::DecisionRecorded],
        province: Some(world.province.id()),
        created_at: noon(),
        created_by: account,
        told: 0,
        failures: 1,
        failing_since: Some(noon()),
        next_try_at: Some(noon()),
        disabled_at: None,
        last_failure: Some("500 Internal Server Error".to_owned()),
    };
    webhooks::insert(db, &hook).await.unwrap();
    assert_eq!(webhooks::all(db).await.unwrap(), [hook]);
    let sequence = webhooks::head(db).await.unwrap() + 1;
    let event = WebhookEvent {
        sequence,
        id: world.id(),
        at: noon(),
        kind: WebhookKind::DecisionRecorded,
        province: Some(world.province.id()),
        survey: None,
        subject: Some(world.id()),
        number: Some("2861/QĐ-UBND".to_owned()),
    };
    webhooks::append(db, &event).await.unwrap();
    let read = webhooks::after(db, sequence - 1, 10).await.unwrap();
    assert_eq!(read, [event]);
}
