//! Who gets what: invitations of households that answer by themselves.

use super::access::Access::{ByInvitation, For, WithItsObject};
use super::access::Decision;
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Query", For(Action::RunSurveys), "invitationCounts"),
    (
        "Mutation",
        For(Action::RunSurveys),
        "makeInvitations revokeInvitations",
    ),
    ("Mutation", ByInvitation, "openInvitation answerInvitation"),
    (
        "Invitation",
        WithItsObject,
        "areaName hamletName closesAt questionnaire consentNotice limits",
    ),
    ("InvitationLetter", WithItsObject, "householdCode code path"),
    (
        "HamletInvitations",
        WithItsObject,
        "inForce revoked latestMadeAt hamlet",
    ),
    (
        "MakeInvitationsPayload",
        WithItsObject,
        "letters userErrors",
    ),
    (
        "RevokeInvitationsPayload",
        WithItsObject,
        "revoked userErrors",
    ),
    (
        "OpenInvitationPayload",
        WithItsObject,
        "invitation userErrors",
    ),
    (
        "AnswerInvitationPayload",
        WithItsObject,
        "receipt userErrors",
    ),
];
