//! What a program is told of an event: what happened, and ids to ask by.

use serde_json::{Value, json};

use crate::domain::base::ids::FrontReportId;
use crate::domain::trust::webhook::{WebhookEvent, WebhookKind};
use crate::graphql::id::GlobalId;

/// The message of an event. It holds no figure and no name: those are asked for with a token, under its rights.
#[must_use]
pub fn message(event: &WebhookEvent) -> Value {
    let survey = event.survey.map(|id| GlobalId::Survey(id).encode().0);
    let report = event.subject.map(|id| {
        let id = FrontReportId(id);
        GlobalId::FrontReport(id).encode().0
    });
    let mut data = json!({ "sequence": event.sequence });
    let parts = [
        ("surveyId", survey),
        ("frontReportId", report),
        (
            "decisionNumber",
            event
                .number
                .clone()
                .filter(|_| event.kind == WebhookKind::DecisionRecorded),
        ),
    ];
    for (name, value) in parts {
        if let (Some(value), Some(data)) = (value, data.as_object_mut()) {
            data.insert(name.to_owned(), value.into());
        }
    }
    json!({ "type": event.kind.as_str(), "timestamp": event.at, "data": data })
}
