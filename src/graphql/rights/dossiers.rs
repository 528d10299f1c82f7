//! Who gets what: what dossiers hold.

use super::access::Access::{Everybody, For, WhatMayBeSeen, WithItsObject};
use super::access::{Decision, EDGE, PAGE};
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "Mutation",
        For(Action::AppraiseCriteria),
        "recordAppraisals",
    ),
    ("Mutation", For(Action::RecordOpinions), "recordOpinion"),
    ("Mutation", For(Action::RecordDebt), "recordDebtStatement"),
    ("Mutation", For(Action::RecordStatements), "recordStatement"),
    (
        "Candidacy",
        WhatMayBeSeen,
        "appraisals opinions statements debtStatement frozenDossier",
    ),
    ("CertificationRound", WhatMayBeSeen, "debtStatement"),
    (
        "CertificationRound",
        For(Action::ReadDossiers),
        "appraisalTasks",
    ),
    ("AppraisalTaskConnection", WithItsObject, PAGE),
    ("AppraisalTaskEdge", WithItsObject, EDGE),
    (
        "AppraisalTask",
        WithItsObject,
        "candidacy criterion appraisal",
    ),
    ("Agency", Everybody, "code name"),
    (
        "Document",
        WithItsObject,
        "id name mediaType size sha256 uploadedAt path",
    ),
    (
        "CriterionAppraisal",
        WithItsObject,
        "criterion version met score value note agency appraisedAt appraisedBy reason",
    ),
    ("CriterionAppraisal", WithItsObject, "documents history"),
    (
        "OrganisationOpinion",
        WithItsObject,
        "level organisation otherName version agrees note recordedAt recordedBy reason",
    ),
    ("OrganisationOpinion", WithItsObject, "documents history"),
    (
        "DebtStatement",
        WithItsObject,
        "asOf total planned arrears version note agency recordedAt recordedBy reason",
    ),
    ("DebtStatement", WithItsObject, "documents history"),
    (
        "ConditionStatement",
        WithItsObject,
        "condition met version note agency recordedAt recordedBy reason",
    ),
    ("ConditionStatement", WithItsObject, "documents history"),
    (
        "FrozenDossier",
        WithItsObject,
        "revision content sha256 frozenAt frozenBy",
    ),
    (
        "RecordAppraisalsPayload",
        WithItsObject,
        "appraisals userErrors",
    ),
    ("RecordOpinionPayload", WithItsObject, "opinion userErrors"),
    (
        "RecordDebtStatementPayload",
        WithItsObject,
        "debtStatement userErrors",
    ),
    (
        "RecordStatementPayload",
        WithItsObject,
        "statement userErrors",
    ),
];
