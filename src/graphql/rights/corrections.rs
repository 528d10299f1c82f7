//! Who gets what: forms set aside, and corrections of a count.

use super::access::Access::{For, WithItsObject};
use super::access::{Decision, EDGE, PAGE};
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "SatisfactionSurvey",
        For(Action::ReadResponses),
        "setAside corrections reviews",
    ),
    (
        "Mutation",
        For(Action::RunSurveys),
        "resolveConflict confirmCorrection confirmCorrections reviewResponses",
    ),
    ("Mutation", For(Action::Submit), "amendResponse"),
    (
        "ReviewedResponse",
        WithItsObject,
        "nodeId responseId collectedAt receivedAt collector state reason since reviewedBy hamlet",
    ),
    ("ReviewedResponseConnection", WithItsObject, PAGE),
    ("ReviewedResponseEdge", WithItsObject, EDGE),
    ("ReviewPayload", WithItsObject, "survey userErrors"),
    (
        "SetAsideResponse",
        WithItsObject,
        "responseId collectedAt receivedAt code collector rival choice hamlet",
    ),
    (
        "RivalResponse",
        WithItsObject,
        "responseId collectedAt receivedAt collector voided",
    ),
    (
        "Correction",
        WithItsObject,
        "number kind responseId rivalId choice reason",
    ),
    (
        "Correction",
        WithItsObject,
        "madeAt madeBy confirmedAt confirmedBy superseded",
    ),
    ("SetAsideResponseConnection", WithItsObject, PAGE),
    ("SetAsideResponseEdge", WithItsObject, EDGE),
    ("CorrectionConnection", WithItsObject, PAGE),
    ("CorrectionEdge", WithItsObject, EDGE),
    (
        "CorrectionPayload",
        WithItsObject,
        "survey correction userErrors",
    ),
];
