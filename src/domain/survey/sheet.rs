//! A form's answers checked against the questionnaire, and the faults of text.

use std::collections::BTreeMap;

use super::questionnaire::{Layout, Questionnaire};
use super::response::{Draft, DraftAnswer};
use crate::domain::base::text::is_code;

/// The longest comment or reason, in characters.
pub const LONGEST_TEXT: usize = 4_000;

/// Checked answers: for each item of the form, in order, the position of the chosen option.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The chosen option by item; `None` where an item was left blank.
    pub choices: Vec<Option<u16>>,
    /// Reasons by code of the item.
    pub reasons: BTreeMap<String, String>,
}

/// Why answers don't fit the form, in the order in which they are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum SheetFault {
    /// An answer names an item that the form doesn't have.
    #[error("unknown item")]
    UnknownItem,
    /// Two answers name the same item.
    #[error("item answered twice")]
    ItemAnsweredTwice,
    /// An answer names a choice that the item doesn't have.
    #[error("unknown choice")]
    UnknownChoice,
    /// A required item has no answer.
    #[error("required item missing")]
    RequiredItemMissing,
}

impl Sheet {
    /// Checks answers against the form.
    ///
    /// # Errors
    /// The first kind of [`SheetFault`] that any answer shows, whatever the answers' order.
    pub fn check(
        form: &Questionnaire,
        layout: &Layout,
        answers: &[DraftAnswer],
    ) -> Result<Self, SheetFault> {
        let mut sheet = Self {
            choices: vec![None; form.items.len()],
            reasons: BTreeMap::new(),
        };
        let mut worst: Option<SheetFault> = None;
        let mut note =
            |fault| worst = Some(worst.map_or(fault, |before: SheetFault| before.min(fault)));
        let mut seen = vec![false; form.items.len()];
        for answer in answers {
            let Some(position) = layout.item_position(&answer.item) else {
                note(SheetFault::UnknownItem);
                continue;
            };
            if let Some(seen) = seen.get_mut(position)
                && std::mem::replace(seen, true)
            {
                note(SheetFault::ItemAnsweredTwice);
            }
            if let Err(fault) = sheet.enter(form, position, answer) {
                note(fault);
            }
        }
        if form
            .items
            .iter()
            .zip(&seen)
            .any(|(item, seen)| item.required && !seen)
        {
            note(SheetFault::RequiredItemMissing);
        }
        worst.map_or(Ok(sheet), Err)
    }

    fn enter(
        &mut self,
        form: &Questionnaire,
        position: usize,
        answer: &DraftAnswer,
    ) -> Result<(), SheetFault> {
        let option = form
            .items
            .get(position)
            .and_then(|item| item.option_position(&answer.choice));
        let option = option
            .and_then(|option| u16::try_from(option).ok())
            .ok_or(SheetFault::UnknownChoice)?;
        if let Some(choice) = self.choices.get_mut(position) {
            *choice = Some(option);
        }
        if let Some(reason) = &answer.reason {
            self.reasons.insert(answer.item.clone(), reason.clone());
        }
        Ok(())
    }
}

/// Whether every text of a form is within its limits and free of control characters.
///
/// Codes too: what is set aside keeps its answers unjudged, so each must be fit to be stored.
#[must_use]
pub fn texts_are_valid(draft: &Draft) -> bool {
    let of_answers = draft.answers.iter().flat_map(|answer| {
        let reason = answer.reason.as_deref();
        [Some(&*answer.item), Some(&*answer.choice), reason]
    });
    let notice = draft
        .consent
        .as_ref()
        .map(|consent| &*consent.notice_version);
    is_code(&draft.household_code)
        && of_answers
            .chain([draft.comment.as_deref(), notice])
            .flatten()
            .all(is_free_text)
}

/// At most 4,000 characters, none of them a control character but newline and tab.
#[must_use]
pub fn is_free_text(text: &str) -> bool {
    text.chars().count() <= LONGEST_TEXT
        && !text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
}
