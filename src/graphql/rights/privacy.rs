//! Who gets what: breaches of personal data, and what is held about one household.

use super::access::Access::{For, WithItsObject};
use super::access::Decision;
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Query", For(Action::RunBreaches), "breaches"),
    // Of the Fronts, that of a commune is refused: it doesn't read answers together with a household.
    ("Query", For(Action::ReadResponses), "householdRecord"),
    ("Mutation", For(Action::RunBreaches), "recordBreach"),
    (
        "Breach",
        WithItsObject,
        "number version standing occurredAt discoveredAt notifyBefore description affected measures",
    ),
    (
        "Breach",
        WithItsObject,
        "notifiedAt lateReason recordedAt recordedBy",
    ),
    ("Query", For(Action::VerifySurveys), "answerSignals"),
    ("AnswerSignal", WithItsObject, "kind accountName noticed of"),
    ("Query", For(Action::RunSurveys), "retention"),
    ("Mutation", For(Action::RunSurveys), "setRetention"),
    (
        "Retention",
        WithItsObject,
        "keepUntil reason version takenAwayAt responses comments",
    ),
    ("RetentionPayload", WithItsObject, "retention userErrors"),
    ("BreachPayload", WithItsObject, "breach userErrors"),
    (
        "HouseholdRecord",
        WithItsObject,
        "json sha256 responses setAside",
    ),
];
