//! A form version: items, their options, and where each stands in a count.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::consent::ConsentNotice;
use crate::domain::base::language::Bilingual;
use crate::domain::base::terms::terms;

terms! {
    /// What an answer says.
    Sentiment {
        /// Satisfied (hài lòng).
        Positive = "POSITIVE",
        /// Not satisfied (chưa hài lòng).
        Negative = "NEGATIVE",
        /// Another opinion (ý kiến khác).
        Neutral = "NEUTRAL",
    }
}

/// One choice of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// Its code, unique in the item.
    pub code: String,
    /// Its label.
    pub label: Bilingual,
    /// What it says.
    pub sentiment: Sentiment,
}

/// One question of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its code, unique in the form; an XML name.
    pub code: String,
    /// The question.
    pub label: Bilingual,
    /// Whether a valid response must answer it.
    pub required: bool,
    /// Whether it is the one overall item.
    pub overall: bool,
    /// Code of the criterion that it asks about.
    pub criterion: Option<String>,
    /// Its choices, at least one.
    pub options: Vec<AnswerOption>,
}

impl Item {
    /// The position of an option.
    #[must_use]
    pub fn option_position(&self, code: &str) -> Option<usize> {
        self.options.iter().position(|option| option.code == code)
    }
}

/// A version of a form (mẫu phiếu); never changed once a survey uses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questionnaire {
    /// Its code, such as `commune-2016`.
    pub code: String,
    /// Its version, from 1.
    pub version: i32,
    /// Its title.
    pub title: Bilingual,
    /// Its items; exactly one is the overall item.
    pub items: Vec<Item>,
    /// The notice that goes with it, where it brings one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_notice: Option<ConsentNotice>,
}

impl Questionnaire {
    /// The notice that a household is told of: the form's own, else the bundled one.
    #[must_use]
    pub fn notice(&self) -> Option<&ConsentNotice> {
        self.consent_notice
            .as_ref()
            .or_else(|| ConsentNotice::bundled())
    }
}

/// A form made ready for counting: each option has a place in a flat row of counters.
///
/// A version never changes, so a place never moves; tallies are stored in this order.
#[derive(Debug, Clone)]
pub struct Layout {
    items: HashMap<String, usize>,
    offsets: Vec<usize>,
    overall: Option<usize>,
    width: usize,
}

impl Layout {
    /// The layout of a form.
    #[must_use]
    pub fn of(questionnaire: &Questionnaire) -> Self {
        let mut items = HashMap::with_capacity(questionnaire.items.len());
        let mut offsets = Vec::with_capacity(questionnaire.items.len());
        let mut width: usize = 0;
        for (position, item) in questionnaire.items.iter().enumerate() {
            items.insert(item.code.clone(), position);
            offsets.push(width);
            width = width.saturating_add(item.options.len());
        }
        let overall = questionnaire.items.iter().position(|item| item.overall);
        Self {
            items,
            offsets,
            overall,
            width,
        }
    }

    /// The position of an item.
    #[must_use]
    pub fn item_position(&self, code: &str) -> Option<usize> {
        self.items.get(code).copied()
    }

    /// The position of the overall item.
    #[must_use]
    pub const fn overall(&self) -> Option<usize> {
        self.overall
    }

    /// How many counters a tally of the form has.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The place of an option's counter.
    #[must_use]
    pub fn counter(&self, item: usize, option: usize) -> Option<usize> {
        let start = *self.offsets.get(item)?;
        let end = self
            .offsets
            .get(item.checked_add(1)?)
            .copied()
            .unwrap_or(self.width);
        let place = start.checked_add(option)?;
        (place < end).then_some(place)
    }
}
