//! Who gets what: the roots: queries, mutations, subscriptions of the main job.

use super::access::Access::{Everybody, For, WhatMayBeSeen};
use super::access::Decision;
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "Query",
        Everybody,
        "area communes certificationRound certificationRounds",
    ),
    ("Query", Everybody, "regulations questionnaires agencies"),
    (
        "Query",
        WhatMayBeSeen,
        "node nodes viewer candidacies satisfactionSurvey",
    ),
    ("Query", For(Action::ReadAssigned), "assignedSurveys"),
    (
        "Mutation",
        For(Action::RunRounds),
        "createCertificationRound nominate",
    ),
    (
        "Mutation",
        For(Action::RunSurveys),
        "createSurvey openSurvey beginClosing closeSurvey voidResponse",
    ),
    ("Mutation", For(Action::Submit), "submitResponses"),
    ("Mutation", For(Action::CastBallot), "castBallot"),
    (
        "Subscription",
        WhatMayBeSeen,
        "surveyProgress roundProgress",
    ),
];
