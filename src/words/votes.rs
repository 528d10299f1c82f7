//! Quorum and majority in words: what is asked, what there was.

use super::conditions::Condition;
use super::figures::{percent, share_beside};
use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::domain::base::ratio::Comparison;
use crate::domain::law::check::CheckStatus;
use crate::domain::recognition::vote::Held;

/// Members present, against the quorum.
#[must_use]
pub fn quorum(held: &Held, language: Language) -> Condition {
    condition(
        held,
        Text::of("Thành viên có mặt", "Members present"),
        language,
    )
}

/// Votes in favour, against the majority.
#[must_use]
pub fn majority(held: &Held, language: Language) -> Condition {
    condition(held, Text::of("Phiếu đồng ý", "Votes in favour"), language)
}

/// The outcome of a threshold.
#[must_use]
pub fn status(held: &Held) -> CheckStatus {
    match held.met() {
        Some(true) => CheckStatus::Met,
        Some(false) => CheckStatus::NotMet,
        None => CheckStatus::Pending,
    }
}

fn condition(held: &Held, subject: Text, language: Language) -> Condition {
    let limit = percent(held.threshold.limit.hundredths(), language);
    let than = match held.threshold.comparison {
        Comparison::AtLeast => Text::of("ít nhất", "at least"),
        Comparison::MoreThan => Text::of("trên", "more than"),
    };
    let (than, base) = (than.text(language), held.threshold.base.say(language));
    let required = match language {
        Language::Vi => format!("{than} {limit} số {base}"),
        Language::En => format!("{than} {limit} of {base}"),
    };
    let (count, of) = (held.share.count, held.share.base);
    let actual =
        share_beside(held.share, held.threshold.limit, language).map(|shown| match language {
            Language::Vi => format!("{shown} ({count}/{of} {base})"),
            Language::En => format!("{shown} ({count} of {of} {base})"),
        });
    let actual = actual.unwrap_or_default();
    let (subject, status) = (subject.text(language), status(held).say(language));
    let mut message = match language {
        Language::Vi => format!("{subject}: {actual}; yêu cầu {required}: {status}."),
        Language::En => format!("{subject}: {actual}; {required} is asked: {status}."),
    };
    if !held.threshold.confirmed {
        let unconfirmed = Text::of(
            "Mức yêu cầu này chưa đối chiếu được với văn bản gốc.",
            "The number asked could not be confirmed from the regulation's text.",
        );
        message.push(' ');
        message.push_str(unconfirmed.text(language));
    }
    Condition {
        required,
        actual,
        message,
    }
}
