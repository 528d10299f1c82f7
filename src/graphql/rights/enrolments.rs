//! Who gets what: enrolments of collectors.

use super::access::Access::{For, WithItsObject};
use super::access::Decision;
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("SatisfactionSurvey", For(Action::RunSurveys), "enrolments"),
    (
        "Mutation",
        For(Action::RunSurveys),
        "enrolCollector renewEnrolment revokeEnrolment",
    ),
    (
        "Enrolment",
        WithItsObject,
        "id collector enrolledAt enrolledBy expiresAt revokedAt hamlets",
    ),
    (
        "EnrolmentPayload",
        WithItsObject,
        "enrolment token sheetPath qrPath userErrors",
    ),
];
