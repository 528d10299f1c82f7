//! What the simulated residents of each commune will say, written beforehand.

use chrono::{SubsecRound, TimeDelta};

use super::calendar::morning;
use super::communes::{COMMUNES, DemoCommune, Mood};
use super::dice::Dice;
use super::homes::{self, DemoHamlet};
use super::residents::{FormSketch, Sheet, pick};
use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::ids::ResponseId;
use crate::domain::survey::questionnaire::{Questionnaire, Sentiment};
use crate::domain::survey::response::Draft;

/// Forms that can't be counted: so many of a thousand.
const SPOILT_PER_MILLE: u64 = 6;
/// Residents who add a remark: so many of a thousand.
const REMARK_PER_MILLE: u64 = 15;
/// The criterion of the environment, which the commune with one thing wrong is not satisfied with.
const ENVIRONMENT: &str = "17";
/// Minutes of a day in which residents are asked, from eight in the morning.
const MINUTES_ASKED: u64 = 11 * 60;
/// What residents remark.
const REMARKS: [&str; 5] = [
    "Đề nghị xã quan tâm tu sửa kênh mương nội đồng",
    "Nhà văn hóa thôn khang trang, bà con phấn khởi",
    "Nên có thêm đèn đường ở khu vực cuối thôn",
    "Mong giữ gìn vệ sinh môi trường thường xuyên hơn",
    "Cán bộ xã giải quyết thủ tục nhanh gọn",
];

/// One commune's part.
#[derive(Debug)]
pub struct Part {
    /// The commune.
    pub commune: DemoCommune,
    /// Its hamlets.
    pub hamlets: Vec<DemoHamlet>,
    homes: Vec<(String, String)>,
    /// `None`: a form that can't be counted.
    sheets: Vec<Option<Sheet>>,
    form: FormSketch,
    /// Shares of those satisfied, of a thousand, by item.
    shares: Vec<u64>,
    /// The forms that bear a remark and can be counted, as far as they were sent.
    pub remarked: Vec<ResponseId>,
    dice: Dice,
}

/// Writes the parts of all communes, with so many responses in all.
#[must_use]
pub fn write(form: &Questionnaire, responses: u64, seed: u64) -> Vec<Part> {
    let communes = u64::try_from(COMMUNES.len()).unwrap_or(1);
    let share = responses.checked_div(communes).unwrap_or(0);
    let rest = responses.checked_rem(communes).unwrap_or(0);
    let numbered = (0_u64..).zip(COMMUNES);
    numbered
        .map(|(number, commune)| {
            let responses = share.saturating_add(u64::from(number < rest));
            part(commune, form, responses, Dice::of(seed, number))
        })
        .collect()
}

fn part(commune: DemoCommune, form: &Questionnaire, responses: u64, mut dice: Dice) -> Part {
    let households = households(commune.mood, responses, &mut dice);
    let hamlets = homes::hamlets(commune.code, households, &mut dice);
    let homes = homes::asked(&hamlets, responses, &mut dice);
    let sketch = FormSketch::from(form);
    let shares = shares(commune.mood, form, &sketch, &mut dice);
    let spoilt = responses
        .saturating_mul(SPOILT_PER_MILLE)
        .checked_div(1_000)
        .unwrap_or(0);
    let spoilt = usize::try_from(spoilt).unwrap_or(0);
    let valid = homes.len().saturating_sub(spoilt);
    let mut sheets: Vec<Option<Sheet>> = sketch
        .sheets(&shares, valid, &mut dice)
        .into_iter()
        .map(Some)
        .collect();
    sheets.resize(homes.len(), None);
    dice.shuffle(&mut sheets);
    Part {
        commune,
        hamlets,
        homes,
        sheets,
        form: sketch,
        shares,
        remarked: Vec::new(),
        dice,
    }
}

/// Households of which the responses are a share that fits the mood.
fn households(mood: Mood, responses: u64, dice: &mut Dice) -> u64 {
    let percent = match mood {
        Mood::Passes => dice.between(68, 93),
        Mood::TooFewAsked => 41,
        Mood::TooFewSatisfied => 78,
        Mood::OneThingWrong => 81,
        Mood::AskedLater => 35,
    };
    let hundredfold = responses.saturating_mul(100);
    let households = match mood {
        Mood::TooFewAsked => hundredfold.div_ceil(percent),
        _ => hundredfold.checked_div(percent).unwrap_or(0),
    };
    households.max(1)
}

fn shares(mood: Mood, form: &Questionnaire, sketch: &FormSketch, dice: &mut Dice) -> Vec<u64> {
    let mut shares = sketch.ordinary_shares(dice);
    for (share, item) in shares.iter_mut().zip(&form.items) {
        match mood {
            Mood::TooFewSatisfied if item.overall => *share = 716,
            Mood::TooFewSatisfied => *share = share.saturating_sub(110),
            Mood::OneThingWrong if item.criterion.as_deref() == Some(ENVIRONMENT) => *share = 584,
            _ => {}
        }
    }
    shares
}

impl Part {
    /// How many responses it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.homes.len()
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.homes.is_empty()
    }

    /// The responses of one of so many days, from the first day on.
    pub fn of_day(&mut self, first: Day, day: u64, days: u64) -> Vec<Draft> {
        let all = u64::try_from(self.len()).unwrap_or(u64::MAX);
        let until = |day: u64| all.saturating_mul(day).checked_div(days).unwrap_or(all);
        let (from, to) = (until(day), until(day.saturating_add(1)));
        let begins = morning(first, day);
        (from..to)
            .filter_map(|resident| self.draft(resident, begins))
            .collect()
    }

    /// A response of a household that was not asked, satisfied with everything.
    pub fn sample(&mut self, now: Instant) -> Option<Draft> {
        let hamlet_code = self.hamlets.first()?.code.clone();
        let sheet: Sheet = self
            .form
            .items
            .iter()
            .map(|item| item.position(Sentiment::Positive))
            .collect();
        Some(Draft {
            id: ResponseId(self.dice.uuid(now)),
            hamlet_code,
            household_code: "MP-THU".to_owned(),
            collected_at: now.trunc_subsecs(0),
            answers: self.form.answers(&sheet, &mut self.dice),
            comment: None,
            spoilt: false,
            consent: None,
        })
    }

    /// The forms that came back from each hamlet, in the order of the hamlets.
    #[must_use]
    pub fn collected(&self) -> Vec<(&DemoHamlet, u64)> {
        let mut collected = Vec::with_capacity(self.hamlets.len());
        for hamlet in &self.hamlets {
            let came_back = self.homes.iter().filter(|(code, _)| *code == hamlet.code);
            collected.push((hamlet, u64::try_from(came_back.count()).unwrap_or(0)));
        }
        collected
    }

    /// What drawn households say when the provincial Front asks them afresh.
    pub fn asked_afresh(&mut self, homes: &[(String, String)], from: Instant) -> Vec<Draft> {
        let sheets = self.form.sheets(&self.shares, homes.len(), &mut self.dice);
        let mut drafts = Vec::with_capacity(homes.len());
        for ((hamlet, household), sheet) in homes.iter().zip(sheets) {
            let minute = i64::try_from(self.dice.below(MINUTES_ASKED)).unwrap_or(0);
            let at = from.checked_add_signed(TimeDelta::minutes(minute));
            let collected_at = at.unwrap_or(from);
            drafts.push(Draft {
                id: ResponseId(self.dice.uuid(collected_at)),
                hamlet_code: hamlet.clone(),
                household_code: household.clone(),
                collected_at,
                answers: self.form.answers(&sheet, &mut self.dice),
                comment: None,
                spoilt: false,
                consent: None,
            });
        }
        drafts
    }

    fn draft(&mut self, resident: u64, begins: Instant) -> Option<Draft> {
        let resident = usize::try_from(resident).ok()?;
        let (hamlet, household) = self.homes.get(resident)?;
        let sheet = self.sheets.get(resident)?;
        let dice = &mut self.dice;
        let minute = i64::try_from(dice.below(MINUTES_ASKED)).ok()?;
        let collected_at = begins.checked_add_signed(TimeDelta::minutes(minute))?;
        let remark = dice.happens(REMARK_PER_MILLE);
        let id = ResponseId(dice.uuid(collected_at));
        if remark && sheet.is_some() {
            self.remarked.push(id);
        }
        Some(Draft {
            id,
            hamlet_code: hamlet.clone(),
            household_code: household.clone(),
            collected_at,
            answers: sheet
                .as_ref()
                .map(|sheet| self.form.answers(sheet, dice))
                .unwrap_or_default(),
            comment: remark.then(|| pick(&REMARKS, dice).to_owned()),
            spoilt: sheet.is_none(),
            consent: None,
        })
    }
}

impl Mood {
    /// Whether residents are asked today, in the next round.
    #[must_use]
    pub const fn is_asked_later(self) -> bool {
        matches!(self, Self::AskedLater)
    }
}
