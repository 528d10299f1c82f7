//! Who gets what: candidacies and their dossiers.

use super::access::Access::{WhatMayBeSeen, WithItsObject};
use super::access::{APPROVAL, Decision};

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "Candidacy",
        WithItsObject,
        "id title purpose state version simulated area round",
    ),
    (
        "Candidacy",
        WithItsObject,
        "appraisals debtStatement frontReport",
    ),
    ("Candidacy", WhatMayBeSeen, "surveys readiness"),
    ("Candidacy", APPROVAL, "approval"),
    ("Readiness", WithItsObject, "ready checks"),
    (
        "Check",
        WithItsObject,
        "code status severity required actual message legalBasis",
    ),
    ("Check", WithItsObject, "confirmed"),
    (
        "CriterionAppraisal",
        WithItsObject,
        "criterion met note agency appraisedAt",
    ),
    ("DebtStatement", WithItsObject, "asOf"),
];
