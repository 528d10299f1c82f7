//! Who gets what: published results, which everybody may see.

use super::access::Access::{Everybody, WithItsObject};
use super::access::{Decision, EDGE, PAGE};

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Query", Everybody, "publishedResults publishedResult"),
    (
        "PublishedResult",
        WithItsObject,
        "surveyId kind publishedOn",
    ),
    (
        "PublishedResult",
        WithItsObject,
        "revision replaces coverage valid satisfied satisfiedOfHouseholds",
    ),
    (
        "PublishedResult",
        WithItsObject,
        "spoilt corrections frozen revisions area candidacy",
    ),
    (
        "PublishedCorrections",
        WithItsObject,
        "voided voidedBySentiment inConflict late chosen amended",
    ),
    (
        "VoidedBySentiment",
        WithItsObject,
        "satisfied notSatisfied otherOpinion",
    ),
    ("Share", WithItsObject, "count base of percent"),
    ("PublishedResultConnection", WithItsObject, PAGE),
    ("PublishedResultEdge", WithItsObject, EDGE),
];
