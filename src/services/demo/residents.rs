//! Simulated residents: answers with exact shares, alike on every machine.
//!
//! Who is content is content with much: each resident has a temper, and what is said of an item
//! goes by temper and a little chance. The shares are quotas, not odds, so that what a simulation is
//! to show is shown with any seed.

use super::dice::Dice;
use crate::domain::survey::questionnaire::{Questionnaire, Sentiment};
use crate::domain::survey::response::DraftAnswer;

/// Leaves an item blank that need not be answered: so many of a thousand.
const BLANK_PER_MILLE: u64 = 12;
/// Of those who are not satisfied, so many of a thousand have another opinion.
const OTHER_PER_MILLE: u64 = 250;
/// How far chance moves a resident's temper, of a thousand, from one item to the next.
const WHIM: u64 = 700;
/// What residents of another opinion give as their reason.
const REASONS: [&str; 4] = [
    "Đường nội thôn mùa mưa còn lầy lội",
    "Cần thêm điểm thu gom rác thải",
    "Mong được hỗ trợ vay vốn phát triển sản xuất",
    "Chưa nắm rõ thông tin nên chưa có ý kiến",
];

/// What a simulation needs to know of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemSketch {
    /// Its code.
    pub code: String,
    /// Whether it is the overall item.
    pub overall: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// Its choices: code and what they say.
    pub options: Vec<(String, Sentiment)>,
}

/// What a simulation needs to know of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormSketch {
    /// Its items.
    pub items: Vec<ItemSketch>,
}

/// One resident's answers: the position of the option by item, `None` where left blank.
pub type Sheet = Vec<Option<u8>>;

impl From<&Questionnaire> for FormSketch {
    fn from(form: &Questionnaire) -> Self {
        let items = form.items.iter().map(|item| ItemSketch {
            code: item.code.clone(),
            overall: item.overall,
            required: item.required,
            options: item
                .options
                .iter()
                .map(|option| (option.code.clone(), option.sentiment))
                .collect(),
        });
        Self {
            items: items.collect(),
        }
    }
}

impl FormSketch {
    /// Shares of an ordinary form, of a thousand, by item: most are satisfied, with some things
    /// more than with others.
    #[must_use]
    pub fn ordinary_shares(&self, dice: &mut Dice) -> Vec<u64> {
        let mut share = |item: &ItemSketch| {
            let least = if item.overall { 930 } else { 880 };
            dice.between(least, 988)
        };
        self.items.iter().map(&mut share).collect()
    }

    /// Sheets of so many residents, with these shares of satisfied ones, rounded up.
    #[must_use]
    pub fn sheets(&self, shares: &[u64], residents: usize, dice: &mut Dice) -> Vec<Sheet> {
        let tempers: Vec<u64> = (0..residents).map(|_| dice.below(1_000)).collect();
        let mut sheets = vec![Sheet::with_capacity(self.items.len()); residents];
        for (item, share) in self.items.iter().zip(shares) {
            let whims = tempers
                .iter()
                .map(|temper| temper.saturating_add(dice.below(WHIM)));
            let mut order: Vec<(u64, usize)> = whims.zip(0..residents).collect();
            order.sort_unstable();
            let discontent = residents.saturating_sub(quota(residents, *share));
            for (place, (_, resident)) in order.into_iter().enumerate() {
                let said = opinion(place >= discontent, dice);
                let blank = !item.required && dice.happens(BLANK_PER_MILLE);
                if let Some(sheet) = sheets.get_mut(resident) {
                    sheet.push(item.position(said).filter(|_| !blank));
                }
            }
        }
        sheets
    }

    /// A sheet as an app sends it, with reasons for other opinions.
    #[must_use]
    pub fn answers(&self, sheet: &[Option<u8>], dice: &mut Dice) -> Vec<DraftAnswer> {
        let mut answers = Vec::with_capacity(sheet.len());
        for (item, chosen) in self.items.iter().zip(sheet) {
            let chosen = chosen.and_then(|position| item.options.get(usize::from(position)));
            let Some((choice, said)) = chosen else {
                continue;
            };
            let reason = (*said == Sentiment::Neutral).then(|| pick(&REASONS, dice).to_owned());
            answers.push(DraftAnswer {
                item: item.code.clone(),
                choice: choice.clone(),
                reason,
            });
        }
        answers
    }
}

impl ItemSketch {
    /// The option that says this, or the last one where none does.
    #[must_use]
    pub fn position(&self, said: Sentiment) -> Option<u8> {
        let found = self
            .options
            .iter()
            .position(|(_, sentiment)| *sentiment == said);
        let found = found.or_else(|| self.options.len().checked_sub(1))?;
        u8::try_from(found).ok()
    }
}

/// One of some texts, each as likely as the others.
pub fn pick<'a>(texts: &[&'a str], dice: &mut Dice) -> &'a str {
    let position = dice.below(u64::try_from(texts.len()).unwrap_or(0));
    let position = usize::try_from(position).unwrap_or(0);
    texts.get(position).copied().unwrap_or_default()
}

fn opinion(content: bool, dice: &mut Dice) -> Sentiment {
    if content {
        Sentiment::Positive
    } else if dice.happens(OTHER_PER_MILLE) {
        Sentiment::Neutral
    } else {
        Sentiment::Negative
    }
}

/// So many of a thousand, rounded up.
fn quota(of: usize, per_mille: u64) -> usize {
    let of = u64::try_from(of).unwrap_or(u64::MAX);
    let share = of.saturating_mul(per_mille.min(1_000)).div_ceil(1_000);
    usize::try_from(share).unwrap_or(usize::MAX)
}
