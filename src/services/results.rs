//! The figures of a survey, as they are shown.

use std::sync::{Arc, OnceLock};

use super::forms::{Form, Ruleset};
use crate::domain::base::ratio::{Limit, Share};
use crate::domain::law::title::Title;
use crate::domain::place::area::Place;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::coverage::Coverage;
use crate::domain::survey::record::SurveyHamlet;
use crate::domain::survey::tally::ItemCount;
use crate::domain::survey::verdict::Outcome;

/// Coverage with what the regulation asks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageView {
    /// The counts.
    pub coverage: Coverage,
    /// The limit, where one is asked: of the area as a whole, else of each of its parts.
    pub required: Option<Limit>,
    /// Whether every coverage minimum holds; `None` where none is asked or it can't be told.
    pub met: Option<bool>,
}

/// Answers to one item with what the regulation asks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView {
    /// The item's position in the form.
    pub position: usize,
    /// The counts.
    pub count: ItemCount,
    /// The item's limit, where one is asked.
    pub required: Option<Limit>,
    /// Whether it holds; `None` where none is asked or nobody answered.
    pub met: Option<bool>,
    /// The counts of its options, in the form's order.
    pub options: Vec<i64>,
}

/// What the residents said, and the regulation's verdict on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalView {
    /// Counted responses, spoilt ones included.
    pub collected: i64,
    /// Of these, spoilt.
    pub spoilt: i64,
    /// Of the counted ones, those that stand in count records.
    pub by_record: i64,
    /// Answers to the overall item.
    pub overall: ItemCount,
    /// The overall item's limit, where one is asked.
    pub required: Option<Limit>,
    /// Whether every satisfaction minimum holds.
    pub met: Option<bool>,
    /// One check for each satisfaction minimum.
    pub checks: Vec<Outcome>,
    /// The items that are shown, in the form's order.
    pub items: Vec<ItemView>,
    /// Codes of items left out because too few answered.
    pub withheld_items: Vec<String>,
}

impl ApprovalView {
    /// Valid responses.
    #[must_use]
    pub const fn valid(&self) -> i64 {
        self.collected.saturating_sub(self.spoilt)
    }

    /// Satisfied of valid, on the overall item.
    #[must_use]
    pub const fn share(&self) -> Share {
        Share::of(self.overall.satisfied, self.valid())
    }
}

/// One hamlet's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HamletView {
    /// The hamlet.
    pub place: Place,
    /// Its code.
    pub code: String,
    /// How its answers are collected.
    pub mode: CollectionMode,
    /// Its coverage.
    pub coverage: Coverage,
    /// Its approval; `None` where the group is too small to be shown.
    pub approval: Option<Arc<ApprovalView>>,
}

/// A hamlet's figures as one reader sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HamletSight {
    /// The hamlet with its coverage; its approval is for the Front, or not too small to be shown.
    pub view: HamletView,
    /// Whether its approval is kept back.
    pub withheld: bool,
}

impl HamletSight {
    /// A hamlet's figures, for a reader who sees its approval or doesn't.
    #[must_use]
    pub fn of(view: &HamletView, approval_seen: bool) -> Self {
        let approval = view.approval.clone().filter(|_| approval_seen);
        Self {
            withheld: approval.is_none(),
            view: HamletView {
                approval,
                ..view.clone()
            },
        }
    }
}

/// The figures as one kind of reader sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The area's approval; `None` where the group is too small to be shown.
    pub approval: Option<Arc<ApprovalView>>,
    /// Each hamlet.
    pub hamlets: Arc<Vec<HamletView>>,
    /// The hamlets as that reader sees them, once somebody has asked.
    pub sights: OnceLock<Arc<Vec<HamletSight>>>,
}

impl Side {
    /// The hamlets as a reader of this side sees them.
    #[must_use]
    pub fn sights(&self) -> Arc<Vec<HamletSight>> {
        let all = || self.hamlets.iter().map(|view| HamletSight::of(view, true));
        Arc::clone(self.sights.get_or_init(|| Arc::new(all().collect())))
    }
}

/// The figures of a survey at one version: worked out once, shown many times.
#[derive(Debug)]
pub struct SurveyResult {
    /// The survey's version that they were read at.
    pub version: i64,
    /// The form.
    pub form: Arc<Form>,
    /// The rules that judge it.
    pub rules: Arc<Ruleset>,
    /// The title it is judged for.
    pub title: Title,
    /// Coverage of the area.
    pub coverage: CoverageView,
    /// One check for each coverage minimum.
    pub coverage_checks: Vec<Outcome>,
    /// All of it: for the Front.
    pub full: Side,
    /// Small groups withheld: for everyone else.
    pub public: Side,
    /// The hamlets with their counters.
    pub hamlets: Arc<Vec<SurveyHamlet>>,
}

/// The figures of a frozen result as everybody may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownFigures {
    /// Households that were to be heard.
    pub households: i64,
    /// Of these, heard.
    pub responded: i64,
    /// Counted responses, spoilt ones included.
    pub collected: i64,
    /// Of these, spoilt.
    pub spoilt: i64,
    /// Collected less spoilt.
    pub valid: i64,
    /// Satisfied, by the overall item; `None` where too few answered.
    pub satisfied: Option<i64>,
    /// How the count was corrected; `None` in results frozen before it was recorded.
    pub corrections: Option<ShownCorrections>,
    /// The revision in whose place it came.
    pub replaces: Option<i32>,
}

/// How a count was corrected, as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCorrections {
    /// Responses taken out of the count.
    pub voided: i64,
    /// Of these: satisfied, not satisfied, of another opinion; `None` where they are too few.
    pub voided_by_sentiment: Option<[i64; 3]>,
    /// Forms set aside because their household had answered.
    pub in_conflict: i64,
    /// Forms set aside because they came late or from outside the window.
    pub late: i64,
    /// Forms set aside that the Front took.
    pub chosen: i64,
    /// Of the voided, those that a later answer took the place of; `None` where older results don't say.
    pub amended: Option<i64>,
}
