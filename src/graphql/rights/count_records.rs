//! Who gets what: modes of collection, and count records of paper forms.

use super::access::Access::{For, WithItsObject};
use super::access::Decision;
use crate::domain::trust::authority::Action;

/// The decisions.
pub const DECISIONS: &[Decision] = &[
    (
        "Mutation",
        For(Action::RunSurveys),
        "setCollectionModes enterCountRecord correctCountRecord acceptCountRecord",
    ),
    (
        "Mutation",
        For(Action::RunSurveys),
        "discardCountRecord attachToCountRecord",
    ),
    (
        "SatisfactionSurvey",
        For(Action::RunSurveys),
        "countRecords",
    ),
    (
        "CountRecord",
        WithItsObject,
        "state version changedAt firstBy secondBy figures own differing",
    ),
    (
        "CountRecord",
        WithItsObject,
        "warnings note acceptedBy acceptedAt scans hamlet",
    ),
    ("CountRecordField", WithItsObject, "figure item choice"),
    (
        "CountFigures",
        WithItsObject,
        "issued collected valid spoilt missing items",
    ),
    ("ItemFigures", WithItsObject, "item choices blank"),
    ("ChoiceFigure", WithItsObject, "choice count"),
    (
        "CountRecordPayload",
        WithItsObject,
        "survey record warnings userErrors",
    ),
    ("CollectionModesPayload", WithItsObject, "survey userErrors"),
];
