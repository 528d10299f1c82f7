//! Titles below the commune: model residential areas and model gardens.
//!
//! In Vietnamese: khu dân cư nông thôn mới kiểu mẫu; vườn mẫu.

use crate::domain::base::clock::Day;
use crate::domain::base::ids::{AreaId, HamletTitleId};
use crate::domain::base::terms::terms;

/// The most gardens that one decision names.
pub const MOST_GARDENS: i32 = 100_000;

terms! {
    /// A title of a hamlet.
    HamletTitleKind {
        /// Model residential area.
        ModelResidentialArea = "MODEL_RESIDENTIAL_AREA",
        /// Model gardens.
        ModelGarden = "MODEL_GARDEN",
    }
}

/// A title that a hamlet was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HamletTitle {
    /// Its id.
    pub id: HamletTitleId,
    /// The hamlet.
    pub hamlet: AreaId,
    /// The title.
    pub title: HamletTitleKind,
    /// The day of the decision.
    pub since: Day,
    /// Number of the decision.
    pub decision: String,
    /// How many gardens; of model gardens alone.
    pub gardens: Option<i32>,
}

/// Whether a number of gardens fits a title: 1 to [`MOST_GARDENS`] of model gardens, none else.
#[must_use]
pub fn gardens_fit(title: HamletTitleKind, gardens: Option<i32>) -> bool {
    match title {
        HamletTitleKind::ModelResidentialArea => gardens.is_none(),
        HamletTitleKind::ModelGarden => {
            gardens.is_some_and(|gardens| (1..=MOST_GARDENS).contains(&gardens))
        }
    }
}
