//! Counters of a hamlet, and what one response adds to them or takes away.

use super::questionnaire::{Layout, Questionnaire, Sentiment};
use super::sheet::Sheet;

/// The counters of one hamlet in one survey: a row of the tally table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Counted responses, spoilt ones included.
    pub collected: i64,
    /// Of these, spoilt.
    pub spoilt: i64,
    /// Counts of each option of each item, in the order of the form's [`Layout`].
    pub counts: Vec<i64>,
}

/// Counters that can't be: below zero, past all numbers, more spoilt than collected, or of
/// another form. A tally that a fault came from is half changed: drop it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the tally doesn't fit what is added to it or taken away")]
pub struct TallyFault;

/// What one counted response weighs.
#[derive(Debug, Clone, Copy)]
pub enum Weight<'a> {
    /// A valid form's answers.
    Valid(&'a Sheet),
    /// A spoilt form: it takes its household's place, and counts nowhere else.
    Spoilt,
}

/// Answers to one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemCount {
    /// Valid responses that answered it.
    pub answered: i64,
    /// Of these, satisfied.
    pub satisfied: i64,
    /// Of these, not satisfied.
    pub not_satisfied: i64,
    /// Of these, of another opinion.
    pub other_opinion: i64,
}

impl Tally {
    /// Nothing counted yet, in a form of this layout.
    #[must_use]
    pub fn empty(layout: &Layout) -> Self {
        Self {
            collected: 0,
            spoilt: 0,
            counts: vec![0; layout.width()],
        }
    }

    /// Valid responses: collected less spoilt.
    #[must_use]
    pub const fn valid(&self) -> i64 {
        self.collected.saturating_sub(self.spoilt)
    }

    /// Counts a response.
    ///
    /// # Errors
    /// [`TallyFault`] where the sheet is of another form or a counter would overflow.
    pub fn add(&mut self, layout: &Layout, weight: Weight<'_>) -> Result<(), TallyFault> {
        self.shift(layout, weight, 1)
    }

    /// Takes a counted response out again.
    ///
    /// # Errors
    /// [`TallyFault`] where a counter would fall below zero.
    pub fn remove(&mut self, layout: &Layout, weight: Weight<'_>) -> Result<(), TallyFault> {
        self.shift(layout, weight, -1)
    }

    /// Adds another tally of the same form: a commune's is the sum of its hamlets'.
    ///
    /// # Errors
    /// [`TallyFault`] where the forms differ or a counter would overflow.
    pub fn merge(&mut self, other: &Self) -> Result<(), TallyFault> {
        if self.counts.len() != other.counts.len() {
            return Err(TallyFault);
        }
        bump(&mut self.collected, other.collected)?;
        bump(&mut self.spoilt, other.spoilt)?;
        self.counts
            .iter_mut()
            .zip(&other.counts)
            .try_for_each(|(mine, theirs)| bump(mine, *theirs))
    }

    /// Takes out another tally of the same form that was added before.
    ///
    /// # Errors
    /// [`TallyFault`] where the forms differ or a counter would fall below zero.
    pub fn part_with(&mut self, other: &Self) -> Result<(), TallyFault> {
        if self.counts.len() != other.counts.len() {
            return Err(TallyFault);
        }
        bump(&mut self.collected, other.collected.saturating_neg())?;
        bump(&mut self.spoilt, other.spoilt.saturating_neg())?;
        self.counts
            .iter_mut()
            .zip(&other.counts)
            .try_for_each(|(mine, theirs)| bump(mine, theirs.saturating_neg()))
    }

    fn shift(&mut self, layout: &Layout, weight: Weight<'_>, by: i64) -> Result<(), TallyFault> {
        bump(&mut self.collected, by)?;
        match weight {
            Weight::Spoilt => bump(&mut self.spoilt, by)?,
            Weight::Valid(sheet) => self.shift_answers(layout, sheet, by)?,
        }
        (self.spoilt <= self.collected)
            .then_some(())
            .ok_or(TallyFault)
    }

    fn shift_answers(&mut self, layout: &Layout, sheet: &Sheet, by: i64) -> Result<(), TallyFault> {
        for (item, choice) in sheet.choices.iter().enumerate() {
            let Some(option) = choice else { continue };
            let place = layout
                .counter(item, usize::from(*option))
                .ok_or(TallyFault)?;
            bump(self.counts.get_mut(place).ok_or(TallyFault)?, by)?;
        }
        Ok(())
    }

    /// The count of one option.
    #[must_use]
    pub fn option(&self, layout: &Layout, item: usize, option: usize) -> i64 {
        layout
            .counter(item, option)
            .and_then(|place| self.counts.get(place))
            .copied()
            .unwrap_or(0)
    }

    /// Answers to one item by what they say.
    #[must_use]
    pub fn item(&self, form: &Questionnaire, layout: &Layout, item: usize) -> ItemCount {
        let mut sum = ItemCount::default();
        let options = form
            .items
            .get(item)
            .map(|item| item.options.as_slice())
            .unwrap_or_default();
        for (position, option) in options.iter().enumerate() {
            let count = self.option(layout, item, position);
            sum.answered = sum.answered.saturating_add(count);
            let part = match option.sentiment {
                Sentiment::Positive => &mut sum.satisfied,
                Sentiment::Negative => &mut sum.not_satisfied,
                Sentiment::Neutral => &mut sum.other_opinion,
            };
            *part = part.saturating_add(count);
        }
        sum
    }

    /// Answers to the overall item.
    #[must_use]
    pub fn overall(&self, form: &Questionnaire, layout: &Layout) -> ItemCount {
        layout
            .overall()
            .map_or_else(ItemCount::default, |item| self.item(form, layout, item))
    }
}

fn bump(counter: &mut i64, by: i64) -> Result<(), TallyFault> {
    *counter = counter
        .checked_add(by)
        .filter(|sum| *sum >= 0)
        .ok_or(TallyFault)?;
    Ok(())
}
