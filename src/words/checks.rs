//! A condition of the regulation in words: what it asks, what there is, and why.
//!
//! Every share says its base, as numerator, denominator and what they are of; a line that was not
//! reached is never printed as reached.

use super::figures::{percent, share_beside};
use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::domain::base::ratio::{Comparison, Share};
use crate::domain::law::check::CheckStatus;
use crate::domain::law::regulation::{Each, Measure, Minimum};
use crate::domain::survey::verdict::{Actual, Outcome};

/// The names that a message uses for what a [`Outcome`] found, as far as they are known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found<'a> {
    /// The place's name; `None` for the area itself.
    pub place: Option<&'a str>,
    /// The item's code and label; `None` where the measure is not of one item.
    pub item: Option<(&'a str, &'a str)>,
}

/// What the minimum asks: `at least 90.00% of valid forms`.
#[must_use]
pub fn required(minimum: &Minimum, language: Language) -> String {
    let line = line(minimum, language);
    let base = minimum.base.say(language);
    match (language, minimum.measure) {
        (Language::Vi, Measure::ItemAverage) => format!("trung bình {line} số {base}"),
        (Language::En, Measure::ItemAverage) => format!("{line} of {base}, on average"),
        (Language::Vi, _) => format!("{line} số {base}"),
        (Language::En, _) => format!("{line} of {base}"),
    }
}

/// The limit and how to stand to it: `at least 90.00%`.
fn line(minimum: &Minimum, language: Language) -> String {
    let limit = percent(minimum.limit.hundredths(), language);
    let than = match minimum.comparison {
        Comparison::AtLeast => Text::of("ít nhất", "at least"),
        Comparison::MoreThan => Text::of("trên", "more than"),
    };
    format!("{} {limit}", than.text(language))
}

/// What there is: `98.61% (355 of 360 valid forms)`; empty where there is nothing, or it is not shown.
#[must_use]
pub fn actual(outcome: &Outcome, language: Language) -> String {
    match outcome.worst.map(|worst| worst.actual) {
        Some(Actual::Share(share)) => of_share(share, &outcome.minimum, language),
        Some(Actual::Average(hundredths)) => of_average(hundredths, outcome, language),
        Some(Actual::Nothing) | None => String::new(),
    }
}

/// The whole sentence: what is looked at, where it is worst, what there is, what is asked.
#[must_use]
pub fn message(outcome: &Outcome, found: &Found<'_>, language: Language) -> String {
    let minimum = &outcome.minimum;
    let have = actual(outcome, language);
    let status = outcome.status.say(language);
    let mut sentence = subject(minimum, language);
    let asked = if have.is_empty() {
        required(minimum, language)
    } else {
        sentence.push_str(": ");
        sentence.push_str(&place_of(minimum, found, language));
        sentence.push_str(&have);
        line(minimum, language)
    };
    let mut sentence = match language {
        Language::Vi => format!("{sentence}; yêu cầu {asked}: {status}."),
        Language::En => format!("{sentence}; {asked} is asked: {status}."),
    };
    for remark in remarks(outcome) {
        sentence.push(' ');
        sentence.push_str(remark.text(language));
    }
    sentence
}

fn of_share(share: Share, minimum: &Minimum, language: Language) -> String {
    let Some(shown) = share_beside(share, minimum.limit, language) else {
        return String::new();
    };
    let Share { count, base } = share;
    let of = minimum.base.say(language);
    match language {
        Language::Vi => format!("{shown} ({count}/{base} {of})"),
        Language::En => format!("{shown} ({count} of {base} {of})"),
    }
}

/// An average is kept to the hundredth, so beside its limit only the side is known.
fn of_average(hundredths: i64, outcome: &Outcome, language: Language) -> String {
    let minimum = &outcome.minimum;
    let shown = percent(hundredths, language);
    if hundredths != minimum.limit.hundredths() {
        return shown;
    }
    let side = match (outcome.status, minimum.comparison) {
        (CheckStatus::NotMet, Comparison::AtLeast) => Some(Text::of("dưới", "below")),
        (CheckStatus::NotMet, Comparison::MoreThan) => Some(Text::of("không quá", "no more than")),
        (CheckStatus::Met, Comparison::MoreThan) => Some(Text::of("trên", "above")),
        _ => None,
    };
    side.map_or(shown.clone(), |side| {
        format!("{} {shown}", side.text(language))
    })
}

fn subject(minimum: &Minimum, language: Language) -> String {
    let measure = match minimum.measure {
        Measure::Coverage => Text::of("Tỷ lệ hộ được lấy ý kiến", "Households heard"),
        Measure::Overall => Text::of(
            "Tỷ lệ hài lòng về câu hỏi chung",
            "Satisfied on the overall item",
        ),
        Measure::EachItem => Text::of("Tỷ lệ hài lòng về từng nội dung", "Satisfied on each item"),
        Measure::ItemAverage => Text::of(
            "Tỷ lệ hài lòng trung bình các nội dung",
            "Satisfied on the average of the items",
        ),
    };
    let each = match minimum.each {
        Each::Area => Text::of("", ""),
        Each::Commune => Text::of(" ở từng xã", ", in each commune"),
        Each::District => Text::of(" ở từng huyện", ", in each district"),
    };
    format!("{}{}", measure.text(language), each.text(language))
}

/// `lowest for item Q08 “…” in Xã Gia Phố, `, as far as there is something to choose from.
fn place_of(minimum: &Minimum, found: &Found<'_>, language: Language) -> String {
    let item = found.item.filter(|_| minimum.measure == Measure::EachItem);
    let place = found.place.filter(|_| minimum.each != Each::Area);
    let item = item.map(|(code, label)| match language {
        Language::Vi => format!("nội dung {code} “{label}”"),
        Language::En => format!("item {code} “{label}”"),
    });
    let place = place.map(|name| match language {
        Language::Vi => format!("ở {name}"),
        Language::En => format!("in {name}"),
    });
    let named: Vec<String> = [item, place].into_iter().flatten().collect();
    if named.is_empty() {
        return String::new();
    }
    let lowest = Text::of("thấp nhất là", "lowest for").text(language);
    format!("{lowest} {}, ", named.join(" "))
}

fn remarks(outcome: &Outcome) -> impl Iterator<Item = Text> {
    let over = outcome.minimum.measure == Measure::Coverage
        && matches!(
            outcome.worst.map(|worst| worst.actual),
            Some(Actual::Share(share)) if share.count > share.base
        );
    let too_many = over.then_some(Text::of(
        "Số hộ có phiếu nhiều hơn số hộ đăng ký.",
        "More households answered than are registered.",
    ));
    let unconfirmed = (!outcome.minimum.confirmed).then_some(Text::of(
        "Mức yêu cầu này chưa đối chiếu được với văn bản gốc.",
        "The number asked could not be confirmed from the regulation's text.",
    ));
    [too_many, unconfirmed].into_iter().flatten()
}
