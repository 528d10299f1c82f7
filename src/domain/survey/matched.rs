//! What the same households said twice: in the main survey, then in a direct check.
//!
//! In Vietnamese: bảng đối chiếu phúc tra (workflow, rule 6). Households that are in both are matched by hamlet and
//! code; what leaves this file are totals, an item at a time.

use std::collections::HashMap;

use super::disclosure::is_small;
use super::questionnaire::{Questionnaire, Sentiment};
use super::sheet::Sheet;
use crate::domain::base::ids::AreaId;

/// A household: its hamlet and its opaque code.
pub type Household = (AreaId, String);

/// One survey's form, and the valid answers of its households.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The form.
    pub form: &'a Questionnaire,
    /// The answers of each household.
    pub sheets: &'a HashMap<Household, Sheet>,
}

/// How the answers of the matched households to one item compare.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchedItem {
    /// The item's code, the same in both forms.
    pub item: String,
    /// The same sentiment both times.
    pub same: i64,
    /// Satisfied in the main survey, and not in the direct check.
    pub no_longer_satisfied: i64,
    /// Not satisfied in the main survey, and satisfied in the direct check.
    pub satisfied_since: i64,
    /// Changed between not satisfied and another opinion.
    pub otherwise: i64,
}

/// The matched comparison of a direct check.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MatchedTable {
    /// Households with a valid form in both surveys.
    pub households: i64,
    /// Each item of both forms that some of them answered twice, in the direct check's order.
    pub items: Vec<MatchedItem>,
}

impl MatchedItem {
    const fn none(item: String) -> Self {
        Self {
            item,
            same: 0,
            no_longer_satisfied: 0,
            satisfied_since: 0,
            otherwise: 0,
        }
    }

    fn add(&mut self, main: Sentiment, check: Sentiment) {
        let counter = match (main, check) {
            _ if main == check => &mut self.same,
            (Sentiment::Positive, _) => &mut self.no_longer_satisfied,
            (_, Sentiment::Positive) => &mut self.satisfied_since,
            _ => &mut self.otherwise,
        };
        *counter = counter.saturating_add(1);
    }

    const fn counts(&self) -> [i64; 4] {
        [
            self.same,
            self.no_longer_satisfied,
            self.satisfied_since,
            self.otherwise,
        ]
    }

    /// Households that answered it in both surveys.
    #[must_use]
    pub fn answered(&self) -> i64 {
        self.counts().into_iter().fold(0, i64::saturating_add)
    }

    /// Whether so many answered it twice that totals don't tell of one of them.
    #[must_use]
    pub fn is_of_enough(&self) -> bool {
        !is_small(self.answered())
    }

    /// Whether it may be shown to those from whom small groups are withheld: no group of households is
    /// small. One that is empty says nothing of anybody.
    #[must_use]
    pub fn may_be_shown(&self) -> bool {
        self.is_of_enough() && self.counts().into_iter().all(|n| n == 0 || !is_small(n))
    }
}

impl MatchedTable {
    /// Matches the households of a direct check with those of the main survey.
    #[must_use]
    pub fn of(main: Side<'_>, check: Side<'_>) -> Self {
        let both: Vec<(&Sheet, &Sheet)> = check
            .sheets
            .iter()
            .filter_map(|(household, sheet)| Some((main.sheets.get(household)?, sheet)))
            .collect();
        let items = check.form.items.iter().enumerate();
        let items = items.filter_map(|(position, item)| {
            let in_main = main
                .form
                .items
                .iter()
                .position(|own| own.code == item.code)?;
            let mut matched = MatchedItem::none(item.code.clone());
            for (first, second) in &both {
                let before = sentiment(main.form, in_main, first);
                let after = sentiment(check.form, position, second);
                if let (Some(before), Some(after)) = (before, after) {
                    matched.add(before, after);
                }
            }
            (matched.answered() > 0).then_some(matched)
        });
        Self {
            items: items.collect(),
            households: i64::try_from(both.len()).unwrap_or(i64::MAX),
        }
    }
}

/// The sentiment of a sheet's answer to an item; `None` where it is blank.
fn sentiment(form: &Questionnaire, item: usize, sheet: &Sheet) -> Option<Sentiment> {
    let choice = (*sheet.choices.get(item)?)?;
    let option = form.items.get(item)?.options.get(usize::from(choice))?;
    Some(option.sentiment)
}
