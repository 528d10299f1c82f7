//! Who gets what: the Front's forms, postings, verifications, samples and reports.

use super::access::Access::{For, WithItsObject};
use super::access::{APPROVAL, COVERAGE, Decision};
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Query", For(Action::VerifySurveys), "verificationPoints"),
    (
        "Mutation",
        For(Action::RunSurveys),
        "createSurveys recordIssuedForms postResult recordObjection answerObjection",
    ),
    (
        "Mutation",
        For(Action::VerifySurveys),
        "verifySurvey returnSurvey",
    ),
    (
        "Mutation",
        For(Action::RunDirectChecks),
        "commitSampleSeed drawSample",
    ),
    ("Mutation", For(Action::ReadResponses), "handleComment"),
    (
        "Mutation",
        For(Action::SubmitFrontReport),
        "submitFrontReport",
    ),
    (
        "Mutation",
        For(Action::ReceiveFrontReport),
        "receiveFrontReport",
    ),
    ("SatisfactionSurvey", For(Action::RunSurveys), "forms"),
    (
        "SatisfactionSurvey",
        WithItsObject,
        "postings sample publishedOn",
    ),
    (
        "SatisfactionSurvey",
        For(Action::ReadResponses),
        "objections",
    ),
    (
        "SatisfactionSurvey",
        For(Action::ReadFindings),
        "verifications",
    ),
    ("SatisfactionSurvey", COVERAGE, "byCommune"),
    ("SatisfactionSurvey", APPROVAL, "comparison frozenResults"),
    (
        "HamletForms",
        WithItsObject,
        "issued missing collected valid spoilt unexplained version reason recordedAt hamlet",
    ),
    (
        "Posting",
        WithItsObject,
        "revision from places days required overOn state recordedAt recordedBy",
    ),
    ("PostingPlace", WithItsObject, "kind name"),
    (
        "Objection",
        WithItsObject,
        "id state version receivedAt topic text answer answeredAt revision answeredBy",
    ),
    (
        "Verification",
        WithItsObject,
        "subject decision revision reasons decidedAt points decidedBy",
    ),
    (
        "VerificationFinding",
        WithItsObject,
        "point status numbers message accepted note",
    ),
    ("PointNumber", WithItsObject, "name value"),
    (
        "CommentHandling",
        WithItsObject,
        "version topic status reply publicText forwardedTo dueOn handledAt handledBy",
    ),
    ("Comment", WithItsObject, "handling"),
    (
        "DirectCheckSample",
        WithItsObject,
        "seedSha256 committedAt seed frameSize frameSha256 size drawnAt strata",
    ),
    (
        "DirectCheckSample",
        For(Action::RunDirectChecks),
        "drawnHouseholds",
    ),
    ("DirectCheckSample", APPROVAL, "matched"),
    (
        "MatchedComparison",
        WithItsObject,
        "madeAt sha256 households items withheldItems",
    ),
    (
        "MatchedItem",
        WithItsObject,
        "item label answered same noLongerSatisfied satisfiedSince otherwise",
    ),
    ("SampleStratum", WithItsObject, "source frame drawn hamlet"),
    ("DrawnHousehold", WithItsObject, "code hamlet"),
    (
        "ItemComparison",
        WithItsObject,
        "item label overall main check difference",
    ),
    (
        "EstimatedShare",
        WithItsObject,
        "satisfied answered percent lower upper",
    ),
    ("ShareDifference", WithItsObject, "points lower upper"),
    ("CommuneResult", WithItsObject, "coverage withheld commune"),
    ("CommuneResult", APPROVAL, "approval"),
    (
        "FrontReport",
        WithItsObject,
        "id number version submittedAt late date signer reason sha256 receivedAt submittedBy versions",
    ),
    (
        "FrontReport",
        For(Action::ReadFindings),
        "conclusions content",
    ),
    (
        "ReportConclusion",
        WithItsObject,
        "conclusion note candidacy",
    ),
    ("FrozenResult", WithItsObject, "reason"),
    (
        "PostingPayload",
        WithItsObject,
        "survey warnings userErrors",
    ),
    (
        "ObjectionPayload",
        WithItsObject,
        "objection survey warnings userErrors",
    ),
    ("HandleCommentPayload", WithItsObject, "comment userErrors"),
    (
        "FrontReportPayload",
        WithItsObject,
        "report warnings userErrors",
    ),
    (
        "SurveysPayload",
        WithItsObject,
        "surveys warnings userErrors",
    ),
    ("SurveyPayload", WithItsObject, "warnings"),
    ("Warning", WithItsObject, "code message"),
];
