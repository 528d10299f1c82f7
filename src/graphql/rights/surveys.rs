//! Who gets what: surveys and their figures.

use super::access::Access::{For, WithItsObject};
use super::access::{APPROVAL, COVERAGE, Decision};
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "SatisfactionSurvey",
        WithItsObject,
        "id kind state version opensAt closesAt",
    ),
    (
        "SatisfactionSurvey",
        WithItsObject,
        "candidacy questionnaire hamlets approvalWithheld",
    ),
    ("SatisfactionSurvey", WithItsObject, "consentNotice limits"),
    ("SatisfactionSurvey", For(Action::RunSurveys), "stillQueued"),
    ("ConsentNotice", WithItsObject, "version title text"),
    (
        "SubmissionLimits",
        WithItsObject,
        "responses textCharacters householdCodeCharacters minutesAhead",
    ),
    (
        "DeviceQueue",
        WithItsObject,
        "device stillQueued reportedAt clockAheadSeconds accountName",
    ),
    ("SatisfactionSurvey", COVERAGE, "coverage byHamlet"),
    ("SatisfactionSurvey", APPROVAL, "approval frozenResult"),
    (
        "SatisfactionSurvey",
        For(Action::ReadResponses),
        "responses comments",
    ),
    (
        "SurveyHamlet",
        WithItsObject,
        "households assigned hasRoster mode hamlet",
    ),
    (
        "Coverage",
        WithItsObject,
        "households responded percent share required met exceedsHouseholds",
    ),
    (
        "Approval",
        WithItsObject,
        "stage collected spoilt byRecord valid satisfied notSatisfied",
    ),
    (
        "Approval",
        WithItsObject,
        "otherOpinion share ofHouseholds revision",
    ),
    (
        "Approval",
        WithItsObject,
        "percent required met withheldItems checks items asOf",
    ),
    (
        "ItemApproval",
        WithItsObject,
        "answered satisfied notSatisfied otherOpinion percent required",
    ),
    ("ItemApproval", WithItsObject, "share met item options"),
    ("OptionCount", WithItsObject, "option count"),
    (
        "HamletResult",
        WithItsObject,
        "coverage withheld mode hamlet",
    ),
    ("HamletResult", APPROVAL, "approval"),
    (
        "FrozenResult",
        WithItsObject,
        "revision figures sha256 closedAt closedBy",
    ),
];
