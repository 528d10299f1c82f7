//! The residents whom one phone asks, what they say and what that adds.

use std::collections::BTreeMap;

use super::fate::{Manners, Part};
use super::field::Field;
use super::figures::Figures;
use super::form::Form;
use super::survey::Assigned;
use crate::domain::base::clock::Instant;
use crate::services::demo::dice::Dice;
use crate::services::demo::residents::Sheet;

/// Forms that can't be counted: so many of a thousand.
const SPOILT_PER_MILLE: u64 = 6;

/// The residents of one phone. Two phones, an even one and the next, make a pair that has some
/// households in common.
#[derive(Debug)]
pub struct Residents {
    number: u64,
    dice: Dice,
    /// So many have still to be asked.
    left: u64,
    asked: u64,
    /// Which of them the other phone asks too, by their order, with a roll for the hamlet.
    contested: BTreeMap<u64, u64>,
}

impl Residents {
    /// So many residents for the phone of this number, of whom its partner may ask the first so many.
    #[must_use]
    pub fn of(manners: &Manners, number: u64, share: u64, in_common: u64) -> Self {
        let mut dice = Part::Rivals(number >> 1_u32).dice(manners.seed);
        let mut contested = BTreeMap::new();
        if manners.rivals > 0 {
            for order in 0..in_common {
                let (hit, hamlet) = (dice.below(100) < manners.rivals, dice.below(u64::MAX));
                if hit {
                    contested.insert(order, hamlet);
                }
            }
        }
        Self {
            number,
            dice: Part::Residents(number).dice(manners.seed),
            left: share,
            asked: 0,
            contested,
        }
    }

    /// The next residents of one survey answer, at most a batch; each form with what it adds if it counts.
    pub fn answer(
        &mut self,
        field: &Field,
        now: Instant,
        may_be_spoilt: bool,
    ) -> Vec<(Form, Figures)> {
        let manners = &field.manners;
        let size = self.left.min(manners.batch);
        let pair = self.number >> 1_u32;
        let batches = self.asked.checked_div(manners.batch).unwrap_or(0);
        let turn = pair.saturating_add(batches);
        let surveys = u64::try_from(field.surveys.len()).unwrap_or(0);
        let position = usize::try_from(turn.checked_rem(surveys).unwrap_or(0)).unwrap_or(0);
        let Some(survey) = field.surveys.get(position).filter(|_| size > 0) else {
            return Vec::new();
        };
        self.left = self.left.saturating_sub(size);
        let shares = survey.form.ordinary_shares(&mut self.dice);
        let residents = usize::try_from(size).unwrap_or(0);
        let sheets = survey.form.sheets(&shares, residents, &mut self.dice);
        let mut taken = Vec::with_capacity(residents);
        for sheet in sheets {
            let spoilt = self.dice.happens(SPOILT_PER_MILLE) && may_be_spoilt;
            let sheet = (!spoilt).then_some(sheet);
            let mut form = self.form(survey, sheet.as_ref(), (now, &manners.run));
            form.survey = position;
            let mut figures = Figures::default();
            figures.count(&form.hamlet, &survey.form, sheet.as_ref());
            taken.push((form, figures));
        }
        taken
    }

    fn form(
        &mut self,
        survey: &Assigned,
        sheet: Option<&Sheet>,
        (now, run): (Instant, &str),
    ) -> Form {
        let order = self.asked;
        self.asked = self.asked.saturating_add(1);
        let contested = self.contested.get(&order).copied();
        let roll = contested.unwrap_or_else(|| self.dice.below(u64::MAX));
        let hamlets = u64::try_from(survey.hamlets.len()).unwrap_or(0);
        let hamlet = usize::try_from(roll.checked_rem(hamlets).unwrap_or(0)).unwrap_or(0);
        let household = match contested {
            Some(_) => format!("{run}-P{}-{order}", self.number >> 1_u32),
            None => format!("{run}-{}-{order}", self.number),
        };
        let answers = sheet.map(|sheet| survey.form.answers(sheet, &mut self.dice));
        Form {
            id: self.dice.uuid(now),
            survey: 0,
            hamlet: survey.hamlets.get(hamlet).cloned().unwrap_or_default(),
            household,
            collected_at: now,
            answers: answers.unwrap_or_default(),
            spoilt: sheet.is_none(),
            contested: contested.is_some(),
        }
    }
}
