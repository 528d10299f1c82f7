//! Who gets what: single responses and comments.

use super::access::Access::{WhatMayBeSeen, WithItsObject};
use super::access::Decision;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "SurveyResponse",
        WithItsObject,
        "id responseId collectedAt receivedAt spoilt voided comment",
    ),
    ("SurveyResponse", WithItsObject, "survey hamlet answers"),
    // Null for a commune's Front, which doesn't read answers together with a household.
    ("SurveyResponse", WhatMayBeSeen, "householdCode"),
    ("Answer", WithItsObject, "item option reason"),
    ("Comment", WithItsObject, "id text receivedAt hamlet"),
];
