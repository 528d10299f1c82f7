//! Tally and rule book in, pass or fail out: each minimum as one check.

use std::cmp::Ordering;

use super::coverage::Coverage;
use super::questionnaire::{Layout, Questionnaire};
use super::tally::Tally;
use crate::domain::base::average::Average;
use crate::domain::base::ids::AreaId;
use crate::domain::base::ratio::Share;
use crate::domain::law::check::CheckStatus;
use crate::domain::law::regulation::{Base, Each, Measure, Minimum};

/// The figures of one place: the whole area, or one commune or district of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The place.
    pub area: AreaId,
    /// Its households and how many were heard.
    pub coverage: Coverage,
    /// Its counters, summed over its hamlets.
    pub tally: Tally,
    /// Forms issued, where they were recorded.
    pub issued: Option<i64>,
}

/// All that the minimums of one survey are held against.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The form.
    pub form: &'a Questionnaire,
    /// Its layout.
    pub layout: &'a Layout,
    /// The whole area.
    pub whole: &'a Figures,
    /// Each commune of the area that has a hamlet in the survey.
    pub communes: &'a [Figures],
    /// Each district of the area that has a hamlet in the survey.
    pub districts: &'a [Figures],
}

/// A share, and where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// The place.
    pub area: AreaId,
    /// The item's position; `None` where the measure is not of an item.
    pub item: Option<usize>,
    /// What there is.
    pub actual: Actual,
}

/// What there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actual {
    /// So many of so many.
    Share(Share),
    /// An average of shares in hundredths of a percent, half up, for show.
    Average(i64),
    /// The base is 0, or not recorded.
    Nothing,
}

/// One minimum held against the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The minimum.
    pub minimum: Minimum,
    /// Whether it holds.
    pub status: CheckStatus,
    /// The worst that was found; `None` where there was nothing to look at.
    pub worst: Option<Finding>,
}

/// Holds a minimum against the figures.
#[must_use]
pub fn check(minimum: &Minimum, evidence: &Evidence<'_>) -> Outcome {
    let judged: Vec<Judged> = places(minimum.each, evidence)
        .iter()
        .flat_map(|place| judged(minimum, evidence, place))
        .collect();
    let status = match all_of(judged.iter().map(|one| one.met)) {
        // A form of the overall item alone asks nothing of single items.
        _ if asks_nothing(minimum.measure, evidence) => CheckStatus::NotRequired,
        Some(true) => CheckStatus::Met,
        Some(false) => CheckStatus::NotMet,
        None => CheckStatus::Pending,
    };
    let worst = judged.iter().min_by(|one, other| one.compare(other));
    Outcome {
        minimum: minimum.clone(),
        status,
        worst: worst.map(Judged::finding),
    }
}

/// Whether an item holds what the minimums ask of it, in every place that they ask it of.
///
/// `Some(false)` where it fails anywhere; else `None` where nothing is asked or a base is 0.
#[must_use]
pub fn item_met<'a>(
    minimums: impl IntoIterator<Item = &'a Minimum>,
    evidence: &Evidence<'_>,
    item: usize,
) -> Option<bool> {
    let held = minimums.into_iter().flat_map(|minimum| {
        let places = places(minimum.each, evidence).iter();
        places.map(move |place| of_item(minimum, evidence, place, item).met)
    });
    all_of(held)
}

/// Whether every satisfaction minimum holds; coverage is not among them.
///
/// `Some(false)` where any is not met; else `None` where none is asked or one can't be told yet.
#[must_use]
pub fn satisfaction_met(outcomes: &[Outcome]) -> Option<bool> {
    let of_residents = |outcome: &&Outcome| outcome.minimum.measure != Measure::Coverage;
    all_met(outcomes.iter().filter(of_residents))
}

/// Whether all of some minimums hold, in the same manner.
#[must_use]
pub fn all_met<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Option<bool> {
    let held = outcomes
        .into_iter()
        .filter_map(|outcome| match outcome.status {
            CheckStatus::Met => Some(Some(true)),
            CheckStatus::NotMet => Some(Some(false)),
            CheckStatus::Pending => Some(None),
            CheckStatus::NotRequired => None,
        });
    all_of(held)
}

const fn places<'a>(each: Each, evidence: &Evidence<'a>) -> &'a [Figures] {
    match each {
        Each::Area => std::slice::from_ref(evidence.whole),
        Each::Commune => evidence.communes,
        Each::District => evidence.districts,
    }
}

fn asks_nothing(measure: Measure, evidence: &Evidence<'_>) -> bool {
    matches!(measure, Measure::EachItem | Measure::ItemAverage)
        && contents(evidence).next().is_none()
}

/// One failure decides; else what can't be told leaves all untold, and so does nothing at all.
fn all_of(mets: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    mets.min_by_key(|met| worst_first(*met)).flatten()
}

const fn worst_first(met: Option<bool>) -> u8 {
    match met {
        Some(false) => 0,
        None => 1,
        Some(true) => 2,
    }
}

/// One place, or one item of it, held against a minimum.
struct Judged {
    area: AreaId,
    item: Option<usize>,
    value: Value,
    met: Option<bool>,
}

/// What there is, exactly.
enum Value {
    Share(Share),
    Average(Average),
    Nothing,
}

impl Judged {
    fn new(minimum: &Minimum, place: &Figures, item: Option<usize>, value: Value) -> Self {
        let met = match &value {
            Value::Share(share) => share.meets(minimum.comparison, minimum.limit),
            Value::Average(average) => Some(average.meets(minimum.comparison, minimum.limit)),
            Value::Nothing => None,
        };
        Self {
            area: place.area,
            item,
            value,
            met,
        }
    }

    /// What fails comes first, then what can't be told, each by its exact value.
    fn compare(&self, other: &Self) -> Ordering {
        let by_value = match (&self.value, &other.value) {
            (Value::Share(one), Value::Share(other)) => one.compare(*other),
            (Value::Average(one), Value::Average(other)) => one.compare(other),
            // One minimum measures one kind of thing.
            _ => Ordering::Equal,
        };
        worst_first(self.met)
            .cmp(&worst_first(other.met))
            .then(by_value)
    }

    fn finding(&self) -> Finding {
        let actual = match &self.value {
            Value::Share(share) => Actual::Share(*share),
            Value::Average(average) => Actual::Average(average.hundredths()),
            Value::Nothing => Actual::Nothing,
        };
        Finding {
            area: self.area,
            item: self.item,
            actual,
        }
    }
}

fn judged(minimum: &Minimum, evidence: &Evidence<'_>, place: &Figures) -> Vec<Judged> {
    match minimum.measure {
        Measure::Coverage => {
            let value = coverage_share(minimum.base, place).map_or(Value::Nothing, Value::Share);
            vec![Judged::new(minimum, place, None, value)]
        }
        Measure::Overall => {
            let item = evidence.layout.overall().into_iter();
            item.map(|item| of_item(minimum, evidence, place, item))
                .collect()
        }
        Measure::EachItem => contents(evidence)
            .map(|item| of_item(minimum, evidence, place, item))
            .collect(),
        Measure::ItemAverage => {
            let shares: Option<Vec<Share>> = contents(evidence)
                .map(|item| item_share(minimum.base, evidence, place, item))
                .collect();
            let average = shares.and_then(|shares| Average::of(&shares));
            let value = average.map_or(Value::Nothing, Value::Average);
            vec![Judged::new(minimum, place, None, value)]
        }
    }
}

fn of_item(minimum: &Minimum, evidence: &Evidence<'_>, place: &Figures, item: usize) -> Judged {
    let share = item_share(minimum.base, evidence, place, item);
    let value = share.map_or(Value::Nothing, Value::Share);
    Judged::new(minimum, place, Some(item), value)
}

/// The items other than the overall one.
fn contents<'a>(evidence: &Evidence<'a>) -> impl Iterator<Item = usize> + use<'a> {
    let items = evidence.form.items.iter().enumerate();
    items.filter_map(|(position, item)| (!item.overall).then_some(position))
}

/// The share of households heard, of the base that is asked for.
fn coverage_share(base: Base, place: &Figures) -> Option<Share> {
    let of = match base {
        Base::Households => place.coverage.households,
        Base::Issued => place.issued?,
        // Nothing else is a base of households heard; the rule book's reader refuses it.
        _ => return None,
    };
    (of > 0).then_some(Share::of(place.coverage.responded, of))
}

/// The share of satisfied answers to an item, of the base that is asked for.
fn item_share(base: Base, evidence: &Evidence<'_>, place: &Figures, item: usize) -> Option<Share> {
    let count = place.tally.item(evidence.form, evidence.layout, item);
    let of = match base {
        Base::Answered => count.answered,
        Base::Valid => place.tally.valid(),
        Base::Collected => place.tally.collected,
        Base::Households => place.coverage.households,
        Base::Issued => place.issued?,
        // Bases of a vote measure nothing in a survey.
        Base::Roll | Base::Members | Base::Present => return None,
    };
    (of > 0).then_some(Share::of(count.satisfied, of))
}
