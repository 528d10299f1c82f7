//! Who gets what: the council, its sessions, votes, decisions and titles.

use super::access::Access::{Everybody, For, WhatMayBeSeen, WithItsObject};
use super::access::Decision;
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Query", For(Action::ReadCouncil), "council"),
    ("Query", WhatMayBeSeen, "councilSession"),
    ("Subscription", WhatMayBeSeen, "councilSessionProgress"),
    (
        "Mutation",
        For(Action::AppointCouncil),
        "appointCouncilMember endCouncilTerm",
    ),
    (
        "Mutation",
        For(Action::RunSessions),
        "callSession putOnAgenda takeOffAgenda openSession recordAttendance openBallot",
    ),
    (
        "Mutation",
        For(Action::RunSessions),
        "closeBallot recordEnvelopes recordBallotCount closeSession adjournSession",
    ),
    (
        "Mutation",
        For(Action::Decide),
        "recordDecision recordRevocation carryTitlesOver",
    ),
    (
        "Mutation",
        For(Action::RunRounds),
        "deferCandidacy withdrawCandidacy recordMergerPlan recordReassessment",
    ),
    (
        "CertificationRound",
        WhatMayBeSeen,
        "councilSessions reassessmentReport",
    ),
    (
        "CouncilMember",
        WithItsObject,
        "id name position since until",
    ),
    (
        "CouncilSession",
        WithItsObject,
        "id heldOn venue mode state version correctionReason calledAt closedAt round corrects",
    ),
    (
        "CouncilSession",
        WithItsObject,
        "seats members present quorum handedOut returned agenda",
    ),
    ("SessionSeat", WithItsObject, "member present"),
    (
        "AgendaItem",
        WithItsObject,
        "position failedChecks reason returned",
    ),
    ("AgendaItem", WhatMayBeSeen, "candidacy"),
    ("AgendaItem", For(Action::ReadFindings), "revisedReport"),
    (
        "RecognitionVote",
        WithItsObject,
        "closed mode heldOn members present handedOut returned valid spoilt agree disagree",
    ),
    ("RecognitionVote", WithItsObject, "abstain checks passed"),
    ("RecognitionVote", WhatMayBeSeen, "session"),
    ("Candidacy", WithItsObject, "vote decision deferral"),
    ("Candidacy", WhatMayBeSeen, "deferredFrom"),
    (
        "RecognitionDecision",
        WithItsObject,
        "number decidedOn signer outcome reason",
    ),
    ("Deferral", WithItsObject, "reason deferredAt"),
    ("Deferral", WhatMayBeSeen, "successor"),
    (
        "Reassessment",
        WithItsObject,
        "version stillMeets failedCriteria note recordedBy recordedAt",
    ),
    (
        "ReassessmentLine",
        WithItsObject,
        "titles candidacy reassessment area",
    ),
    (
        "MergerPlan",
        Everybody,
        "number approvedOn approvedBy communeCodes",
    ),
    ("AreaTitlesPayload", WithItsObject, "area userErrors"),
    (
        "BallotCountPayload",
        WithItsObject,
        "session agreed differing userErrors",
    ),
    ("CouncilMemberPayload", WithItsObject, "member userErrors"),
    ("CouncilSessionPayload", WithItsObject, "session userErrors"),
    ("MergerPlanPayload", WithItsObject, "mergerPlan userErrors"),
    (
        "RecordDecisionPayload",
        WithItsObject,
        "candidacies userErrors",
    ),
    ("RecognisedTitle", Everybody, "endReason"),
    ("Province", Everybody, "titles"),
    ("District", Everybody, "titles"),
    ("Hamlet", Everybody, "titles"),
];
