//! Tally and rule book in, pass or fail out: each minimum as one check.

use num_bigint::BigInt;

use super::coverage::Coverage;
use super::questionnaire::{Layout, Questionnaire};
use super::tally::Tally;
use crate::domain::base::ids::AreaId;
use crate::domain::base::ratio::{Comparison, Share};
use crate::domain::base::terms::terms;
use crate::domain::law::regulation::{Base, Each, Measure, Minimum};

terms! {
    /// The outcome of a check.
    CheckStatus {
        /// The condition holds.
        Met = "MET",
        /// The condition doesn't hold.
        NotMet = "NOT_MET",
        /// It can't be said yet.
        Pending = "PENDING",
        /// Nothing is asked.
        NotRequired = "NOT_REQUIRED",
    }
}

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
    let places = match minimum.each {
        Each::Area => std::slice::from_ref(evidence.whole),
        Each::Commune => evidence.communes,
        Each::District => evidence.districts,
    };
    let judged: Vec<Judged> = places
        .iter()
        .flat_map(|place| judged(minimum, evidence, place))
        .collect();
    let status = match judged
        .iter()
        .map(|one| one.met)
        .min_by_key(|met| worst_first(*met))
    {
        // A form of the overall item alone asks nothing of single items.
        _ if asks_nothing(minimum.measure, evidence) => CheckStatus::NotRequired,
        Some(Some(true)) => CheckStatus::Met,
        Some(Some(false)) => CheckStatus::NotMet,
        Some(None) | None => CheckStatus::Pending,
    };
    let worst = judged
        .into_iter()
        .min_by(compare_findings)
        .map(|one| one.finding);
    Outcome {
        minimum: minimum.clone(),
        status,
        worst,
    }
}

fn asks_nothing(measure: Measure, evidence: &Evidence<'_>) -> bool {
    matches!(measure, Measure::EachItem | Measure::ItemAverage)
        && contents(evidence).next().is_none()
}

/// Whether every satisfaction minimum holds; coverage is not among them.
///
/// `Some(false)` where any is not met; else `None` where none is asked or one can't be told yet.
#[must_use]
pub fn satisfaction_met(outcomes: &[Outcome]) -> Option<bool> {
    let statuses: Vec<CheckStatus> = outcomes
        .iter()
        .filter(|outcome| outcome.minimum.measure != Measure::Coverage)
        .map(|outcome| outcome.status)
        .filter(|status| *status != CheckStatus::NotRequired)
        .collect();
    if statuses.contains(&CheckStatus::NotMet) {
        return Some(false);
    }
    (!statuses.is_empty() && !statuses.contains(&CheckStatus::Pending)).then_some(true)
}

/// One place and item held against a minimum.
struct Judged {
    finding: Finding,
    met: Option<bool>,
}

const fn worst_first(met: Option<bool>) -> u8 {
    match met {
        Some(false) => 0,
        None => 1,
        Some(true) => 2,
    }
}

fn compare_findings(left: &Judged, right: &Judged) -> std::cmp::Ordering {
    let by_value = match (left.finding.actual, right.finding.actual) {
        (Actual::Share(left), Actual::Share(right)) => left.compare(right),
        (Actual::Average(left), Actual::Average(right)) => left.cmp(&right),
        (Actual::Nothing, Actual::Nothing) => std::cmp::Ordering::Equal,
        (Actual::Nothing, _) => std::cmp::Ordering::Greater,
        (_, Actual::Nothing) => std::cmp::Ordering::Less,
        (Actual::Share(_), Actual::Average(_)) => std::cmp::Ordering::Less,
        (Actual::Average(_), Actual::Share(_)) => std::cmp::Ordering::Greater,
    };
    worst_first(left.met)
        .cmp(&worst_first(right.met))
        .then(by_value)
}

fn judged(minimum: &Minimum, evidence: &Evidence<'_>, place: &Figures) -> Vec<Judged> {
    let one = |item, share: Option<Share>| Judged {
        finding: Finding {
            area: place.area,
            item,
            actual: share.map_or(Actual::Nothing, Actual::Share),
        },
        met: share.and_then(|share| share.meets(minimum.comparison, minimum.limit)),
    };
    match minimum.measure {
        Measure::Coverage => vec![one(None, coverage_share(minimum.base, place))],
        Measure::Overall => {
            let item = evidence.layout.overall();
            vec![one(
                item,
                item.and_then(|item| item_share(minimum.base, evidence, place, item)),
            )]
        }
        Measure::EachItem => contents(evidence)
            .map(|item| one(Some(item), item_share(minimum.base, evidence, place, item)))
            .collect(),
        Measure::ItemAverage => vec![average(minimum, evidence, place)],
    }
}

/// The items other than the overall one.
fn contents<'a>(evidence: &Evidence<'a>) -> impl Iterator<Item = usize> + use<'a> {
    let form = evidence.form;
    (0..form.items.len()).filter(|item| form.items.get(*item).is_some_and(|item| !item.overall))
}

fn coverage_share(base: Base, place: &Figures) -> Option<Share> {
    let households = match base {
        Base::Issued => place.issued?,
        _ => place.coverage.households,
    };
    (households > 0).then_some(Share::of(place.coverage.responded, households))
}

/// The share of satisfied answers to an item, of the base that is asked for.
#[must_use]
pub fn item_share(
    base: Base,
    evidence: &Evidence<'_>,
    place: &Figures,
    item: usize,
) -> Option<Share> {
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

/// The average of the items' exact shares, compared without rounding.
fn average(minimum: &Minimum, evidence: &Evidence<'_>, place: &Figures) -> Judged {
    let shares: Option<Vec<Share>> = contents(evidence)
        .map(|item| item_share(minimum.base, evidence, place, item))
        .collect();
    let shares = shares.filter(|shares| !shares.is_empty());
    let Some(shares) = shares else {
        return Judged {
            finding: Finding {
                area: place.area,
                item: None,
                actual: Actual::Nothing,
            },
            met: None,
        };
    };
    let (mut count, mut base) = (BigInt::from(0), BigInt::from(1));
    for share in &shares {
        count = count * share.base + BigInt::from(share.count) * &base;
        base *= share.base;
    }
    base *= shares.len();
    let have: BigInt = &count * 10_000;
    let need: BigInt = &base * minimum.limit.hundredths();
    let met = match minimum.comparison {
        Comparison::AtLeast => have >= need,
        Comparison::MoreThan => have > need,
    };
    let rounded: BigInt = (&have * 2 + &base) / (&base * 2);
    let shown = i64::try_from(rounded).unwrap_or(i64::MAX);
    Judged {
        finding: Finding {
            area: place.area,
            item: None,
            actual: Actual::Average(shown),
        },
        met: Some(met),
    }
}
