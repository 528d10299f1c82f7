//! Columns that hold JSON, each with the type that stands in it.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::law::regulation::Regulation;
use crate::domain::recognition::ballot::Sheet;
use crate::domain::survey::count_figures::{CountFigures, CountWarning};
use crate::domain::survey::posting::PostingPlace;
use crate::domain::survey::questionnaire::Questionnaire;
use crate::domain::survey::response::DraftAnswer;
use crate::domain::trust::actor::Role;

macro_rules! documents {
    ($($(#[$meta:meta])* $name:ident($inner:ty)),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
        #[serde(transparent)]
        pub struct $name(pub $inner);
    )+};
}

documents! {
    /// A set of rules as it was imported.
    RegulationDocument(Regulation),
    /// A form as it was imported.
    QuestionnaireDocument(Questionnaire),
    /// A token's roles.
    Roles(Vec<Role>),
    /// The chosen option of each item, in the form's order; null where an item was left blank.
    Choices(Vec<Option<u16>>),
    /// Reasons by code of the item.
    Reasons(BTreeMap<String, String>),
    /// Answers as they were sent, not judged.
    Answers(Vec<DraftAnswer>),
    /// Counters in the order of the form's layout.
    Counts(Vec<i64>),
    /// Where a result hangs out.
    Places(Vec<PostingPlace>),
    /// Codes, in their order.
    Texts(Vec<String>),
    /// Ids, sorted, so that nothing is told by their order.
    Ids(BTreeSet<Uuid>),
    /// The figures of a count record.
    CountDocument(CountFigures),
    /// What is unlikely in a count record.
    CountWarnings(Vec<CountWarning>),
    /// What one account counted of a ballot.
    SheetDocument(Sheet),
}
