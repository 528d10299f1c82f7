//! The signed count record of one hamlet, and slips of the hand in typing it.

use serde_json::{Value, json};

use crate::services::demo::dice::Dice;
use crate::services::demo::residents::{FormSketch, Sheet};

/// What the valid forms say to one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperItem {
    /// Its code.
    pub code: String,
    /// Its choices, and how many forms have each.
    pub choices: Vec<(String, i64)>,
    /// Forms that leave it blank.
    pub blank: i64,
}

/// A count record as it stands on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Code of the hamlet.
    pub hamlet: String,
    /// Forms handed out.
    pub issued: i64,
    /// Forms that came back.
    pub collected: i64,
    /// Of these, valid.
    pub valid: i64,
    /// Of these, spoilt.
    pub spoilt: i64,
    /// Each item.
    pub items: Vec<PaperItem>,
}

impl Paper {
    /// The record of a hamlet of so many households, most of which have given their form back.
    #[must_use]
    pub fn of(hamlet: &str, households: u64, form: &FormSketch, dice: &mut Dice) -> Self {
        let collected = dice.between(households >> 1_u32, households);
        let spoilt = dice.below(collected.checked_div(40).unwrap_or(0).saturating_add(1));
        let valid = collected.saturating_sub(spoilt);
        let shares = form.ordinary_shares(dice);
        let sheets = form.sheets(&shares, usize::try_from(valid).unwrap_or(0), dice);
        let mut items = Vec::with_capacity(form.items.len());
        for (position, item) in form.items.iter().enumerate() {
            let choices = item.options.iter().enumerate();
            let said = |option: usize| count(&sheets, position, u8::try_from(option).ok());
            items.push(PaperItem {
                code: item.code.clone(),
                choices: choices
                    .map(|(option, (code, _))| (code.clone(), said(option)))
                    .collect(),
                blank: count(&sheets, position, None),
            });
        }
        Self {
            hamlet: hamlet.to_owned(),
            issued: signed(households),
            collected: signed(collected),
            valid: signed(valid),
            spoilt: signed(spoilt),
            items,
        }
    }

    /// The same as somebody types it whose eye slips: one form less for the first choice of an item, and
    /// one more blank, so that everything still adds up. Without a form there is nothing to slip on.
    #[must_use]
    pub fn slipped(&self, dice: &mut Dice) -> Self {
        let mut typed = self.clone();
        let items = u64::try_from(typed.items.len()).unwrap_or(0);
        let position = usize::try_from(dice.below(items)).unwrap_or(0);
        if let Some(item) = typed.items.get_mut(position)
            && let Some((_, count)) = item.choices.first_mut()
            && *count > 0
        {
            *count = count.saturating_sub(1);
            item.blank = item.blank.saturating_add(1);
        }
        typed
    }

    /// As `enterCountRecord` takes it.
    #[must_use]
    pub fn input(&self, survey: &str) -> Value {
        let items = self.items.iter().map(|item| {
            let choices = item.choices.iter();
            let choices =
                choices.map(|(choice, count)| json!({ "choice": choice, "count": count }));
            json!({ "item": item.code, "blank": item.blank, "choices": choices.collect::<Value>() })
        });
        json!({
            "surveyId": survey,
            "hamletCode": self.hamlet,
            "issued": self.issued,
            "collected": self.collected,
            "valid": self.valid,
            "spoilt": self.spoilt,
            "missing": self.issued.saturating_sub(self.collected),
            "items": items.collect::<Value>(),
        })
    }

    /// What the paper says in a field of the API.
    #[must_use]
    pub fn value(&self, figure: &str, item: Option<&str>, choice: Option<&str>) -> Option<i64> {
        let item = self
            .items
            .iter()
            .find(|found| Some(found.code.as_str()) == item);
        match figure {
            "ISSUED" => Some(self.issued),
            "COLLECTED" => Some(self.collected),
            "VALID" => Some(self.valid),
            "SPOILT" => Some(self.spoilt),
            "MISSING" => Some(self.issued.saturating_sub(self.collected)),
            "BLANK" => item.map(|item| item.blank),
            "CHOICE" => {
                let mut choices = item?.choices.iter();
                let found = choices.find(|(code, _)| Some(code.as_str()) == choice);
                found.map(|(_, count)| *count)
            }
            _ => None,
        }
    }
}

/// Sheets that say this to an item, or leave it blank.
fn count(sheets: &[Sheet], item: usize, said: Option<u8>) -> i64 {
    let found = sheets.iter().filter_map(|sheet| sheet.get(item));
    let alike = found.filter(|chosen| **chosen == said).count();
    i64::try_from(alike).unwrap_or(i64::MAX)
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
