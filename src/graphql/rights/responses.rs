//! Who gets what: single responses and comments.

use super::access::Access::{For, WhatMayBeSeen, WithItsObject};
use super::access::Decision;
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "SurveyResponse",
        WithItsObject,
        "id responseId collectedAt receivedAt spoilt voided comment",
    ),
    (
        "SurveyResponse",
        WithItsObject,
        "survey hamlet answers replaces replacedBy",
    ),
    // Null for a commune's Front, which doesn't read answers together with a household.
    ("SurveyResponse", WhatMayBeSeen, "householdCode"),
    ("Answer", WithItsObject, "item option reason"),
    ("Comment", WithItsObject, "id text receivedAt hamlet"),
    (
        "SatisfactionSurvey",
        For(Action::ReadResponses),
        "commentTopics",
    ),
    (
        "CommentTopic",
        WithItsObject,
        "topic total open forwarded answered closed",
    ),
];
