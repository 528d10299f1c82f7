//! Who gets what: candidacies and their dossiers.

use super::access::Access::{WhatMayBeSeen, WithItsObject};
use super::access::{APPROVAL, Decision};

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "Candidacy",
        WithItsObject,
        "id title purpose state version changedAt simulated area round",
    ),
    ("Candidacy", WithItsObject, "frontReport"),
    ("Candidacy", WhatMayBeSeen, "surveys readiness"),
    ("Candidacy", APPROVAL, "approval"),
    ("Readiness", WithItsObject, "ready checks"),
    (
        "Check",
        WithItsObject,
        "code status severity required actual message legalBasis",
    ),
    ("Check", WithItsObject, "confirmed"),
];
