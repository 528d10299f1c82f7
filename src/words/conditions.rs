//! Conditions that are no minimum of a regulation, in words.

use super::figures::percent;
use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::domain::base::money::Money;
use crate::domain::base::ratio::{Comparison, Limit};
use crate::domain::law::check::CheckStatus;
use crate::domain::law::condition::{ConditionKind, Requirement};
use crate::domain::law::title::Title;
use crate::domain::recognition::facts::{Found, Judged};
use crate::domain::survey::lifecycle::SurveyState;

/// The texts of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What it asks.
    pub required: String,
    /// What there is.
    pub actual: String,
    /// The whole sentence.
    pub message: String,
}

/// That the survey is closed, so that its figures can't change any more.
#[must_use]
pub fn survey_closed(
    status: CheckStatus,
    state: Option<SurveyState>,
    language: Language,
) -> Condition {
    let required = Text::of("đã chốt kết quả lấy ý kiến", "the survey is closed").text(language);
    let none = Text::of("chưa có cuộc lấy ý kiến", "there is no survey yet");
    let actual = state.map_or(none.text(language), |state| state.say(language));
    let status = status.say(language);
    let message = match language {
        Language::Vi => {
            format!("Cuộc lấy ý kiến phải được chốt kết quả: {status}; hiện nay: {actual}.")
        }
        Language::En => format!("The survey must be closed: {status}; at present: {actual}."),
    };
    Condition {
        required: required.to_owned(),
        actual: actual.to_owned(),
        message,
    }
}

/// What a condition of the regulation asks: `all criteria met`.
#[must_use]
pub fn required(condition: &Requirement, language: Language) -> String {
    match condition {
        Requirement::CriteriaMet { at_least: None } => {
            Text::of("đạt tất cả các tiêu chí", "all criteria met")
                .text(language)
                .to_owned()
        }
        Requirement::CriteriaMet {
            at_least: Some(least),
        } => match language {
            Language::Vi => format!("đạt ít nhất {least} tiêu chí"),
            Language::En => format!("at least {least} criteria met"),
        },
        Requirement::Statement { about, .. } => about.text(language).to_owned(),
        Requirement::CommunesTitled {
            any_of,
            comparison,
            limit,
        } => communes_titled(any_of, *comparison, *limit, language),
        Requirement::NoArrears
        | Requirement::SurveyVerified
        | Requirement::OrganisationsAgree
        | Requirement::FrontReport
        | Requirement::DirectCheck => plainly(condition.kind()).text(language).to_owned(),
    }
}

const fn plainly(kind: ConditionKind) -> Text {
    match kind {
        ConditionKind::NoArrears => Text::of(
            "không có nợ đọng xây dựng cơ bản",
            "no construction debt without a planned source",
        ),
        ConditionKind::SurveyVerified => Text::of(
            "kết quả lấy ý kiến đã được Mặt trận Tổ quốc tỉnh thẩm định",
            "the survey is verified by the provincial Front",
        ),
        ConditionKind::OrganisationsAgree => Text::of(
            "có ý kiến của các tổ chức chính trị - xã hội và không có ý kiến không tán thành",
            "socio-political organisations have spoken, and none is against",
        ),
        ConditionKind::FrontReport => Text::of(
            "có báo cáo của Mặt trận Tổ quốc tỉnh",
            "the provincial Front has reported",
        ),
        ConditionKind::DirectCheck => Text::of(
            "đã trực tiếp lấy ý kiến một số người dân",
            "some residents were asked directly",
        ),
        ConditionKind::CriteriaMet => Text::of("đạt các tiêu chí", "criteria met"),
        ConditionKind::Statement => Text::of("có xác nhận", "a statement"),
        ConditionKind::CommunesTitled => Text::of("số xã đạt chuẩn", "communes with a title"),
    }
}

fn communes_titled(
    any_of: &[Title],
    comparison: Comparison,
    limit: Limit,
    language: Language,
) -> String {
    let limit = percent(limit.hundredths(), language);
    let titles: Vec<&str> = any_of.iter().map(|title| title.say(language)).collect();
    let than = match comparison {
        Comparison::AtLeast => Text::of("ít nhất", "at least"),
        Comparison::MoreThan => Text::of("trên", "more than"),
    };
    let than = than.text(language);
    match language {
        Language::Vi => format!("{than} {limit} số xã {}", titles.join(", hoặc ")),
        Language::En => format!("{than} {limit} of the communes: {}", titles.join(", or ")),
    }
}

/// What there is: `17 of 19 criteria met, 18 appraised`; empty where nothing can be said yet.
#[must_use]
pub fn found(judged: &Judged, language: Language) -> String {
    let Some(found) = &judged.found else {
        return String::new();
    };
    let vi = language == Language::Vi;
    match found {
        Found::Criteria {
            met,
            appraised,
            all,
        } if vi => format!("{met}/{all} tiêu chí đạt, đã thẩm định {appraised}"),
        Found::Criteria {
            met,
            appraised,
            all,
        } => format!("{met} of {all} criteria met, {appraised} appraised"),
        Found::Amount(sum) if vi => format!("{} đồng", grouped(*sum, '.')),
        Found::Amount(sum) => format!("{} dong", grouped(*sum, ',')),
        Found::Truth(true) => Text::of("có", "yes").text(language).to_owned(),
        Found::Truth(false) => Text::of("không", "no").text(language).to_owned(),
        Found::Opinions { agree, disagree } if vi => {
            format!("{agree} tán thành, {disagree} không tán thành")
        }
        Found::Opinions { agree, disagree } => format!("{agree} agree, {disagree} don't"),
        Found::Paper(number) if vi => format!("số {number}"),
        Found::Paper(number) => format!("no. {number}"),
        Found::Count(people) if vi => format!("{people} người"),
        Found::Count(people) => format!("{people} residents"),
        Found::Share(share) if vi => format!("{}/{} xã", share.count, share.base),
        Found::Share(share) => format!("{} of {} communes", share.count, share.base),
    }
}

/// An amount with a sign between each three digits.
fn grouped(sum: Money, sign: char) -> String {
    let digits = sum.to_string();
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    for (position, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(position);
        if position > 0 && left.is_multiple_of(3) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}

/// A condition of the regulation in words.
#[must_use]
pub fn judged(judged: &Judged, language: Language) -> Condition {
    let required = required(&judged.condition.requirement, language);
    let actual = found(judged, language);
    let status = judged.status.say(language);
    let have = match (language, actual.is_empty()) {
        (Language::Vi, true) => "chưa có số liệu".to_owned(),
        (Language::En, true) => "nothing on record yet".to_owned(),
        (Language::Vi, false) => format!("hiện nay: {actual}"),
        (Language::En, false) => format!("at present: {actual}"),
    };
    let mut message = match language {
        Language::Vi => format!("Yêu cầu {required}: {status}; {have}."),
        Language::En => format!("Asked: {required}: {status}; {have}."),
    };
    if !judged.condition.confirmed {
        let remark = Text::of(
            " Điều kiện này chưa đối chiếu được với văn bản gốc.",
            " The condition could not be confirmed from the regulation's text.",
        );
        message.push_str(remark.text(language));
    }
    Condition {
        required,
        actual,
        message,
    }
}
