//! Who gets what: pages and payloads.

use super::access::Access::WithItsObject;
use super::access::{Decision, EDGE, PAGE};

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Node", WithItsObject, "id"),
    (
        "PageInfo",
        WithItsObject,
        "hasNextPage hasPreviousPage startCursor endCursor",
    ),
    ("CandidacyConnection", WithItsObject, PAGE),
    ("CandidacyEdge", WithItsObject, EDGE),
    ("CertificationRoundConnection", WithItsObject, PAGE),
    ("CertificationRoundEdge", WithItsObject, EDGE),
    ("CommentConnection", WithItsObject, PAGE),
    ("CommentEdge", WithItsObject, EDGE),
    ("CommuneConnection", WithItsObject, PAGE),
    ("CommuneEdge", WithItsObject, EDGE),
    ("SurveyResponseConnection", WithItsObject, PAGE),
    ("SurveyResponseEdge", WithItsObject, EDGE),
    (
        "CertificationRoundPayload",
        WithItsObject,
        "round userErrors",
    ),
    ("CandidacyPayload", WithItsObject, "candidacy userErrors"),
    ("SurveyPayload", WithItsObject, "survey userErrors"),
    ("VoidResponsePayload", WithItsObject, "survey userErrors"),
    (
        "SubmitResponsesPayload",
        WithItsObject,
        "receipts survey userErrors",
    ),
    (
        "ResponseReceipt",
        WithItsObject,
        "id status code message kept retry",
    ),
    ("CastBallotPayload", WithItsObject, "taken userErrors"),
    ("UserError", WithItsObject, "code message path"),
];
