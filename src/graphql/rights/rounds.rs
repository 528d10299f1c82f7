//! Who gets what: rounds, rule books, forms.

use super::access::Access::{Everybody, WhatMayBeSeen, WithItsObject};
use super::access::Decision;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "CertificationRound",
        Everybody,
        "id year ordinal name asOf province regulation",
    ),
    (
        "CertificationRound",
        WhatMayBeSeen,
        "deadlines candidacies summary",
    ),
    (
        "Deadline",
        WithItsObject,
        "deliverable dueBefore expected received late outstanding",
    ),
    (
        "RoundSummary",
        WithItsObject,
        "candidacies ready byState byTitle",
    ),
    ("StateCount", WithItsObject, "state count"),
    ("TitleCount", WithItsObject, "title count"),
    (
        "Regulation",
        Everybody,
        "id code version name validFrom validUntil criteria base",
    ),
    ("Criterion", Everybody, "code number name agency"),
    ("Questionnaire", Everybody, "id code version title items"),
    (
        "QuestionnaireItem",
        Everybody,
        "required overall code label criterion options",
    ),
    ("AnswerOption", Everybody, "code label sentiment"),
];
