//! Who gets what: fieldwork by hamlet, and rosters of households.

use super::access::Access::{For, WithItsObject};
use super::access::{COVERAGE, Decision};
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    ("Mutation", For(Action::RunSurveys), "changeRoster"),
    ("SatisfactionSurvey", COVERAGE, "progress heardByDay"),
    (
        "HamletProgress",
        WithItsObject,
        "mode target onRoster done remaining inConflict hamlet",
    ),
    ("HeardDay", WithItsObject, "day heard total"),
    ("Query", For(Action::RunSurveys), "rosterChanges"),
    (
        "RosterChange",
        WithItsObject,
        "code kind reason changedAt changedBy",
    ),
    ("RosterPayload", WithItsObject, "hamlet onRoster userErrors"),
];
