//! What a recount found to differ, in words.

use crate::domain::base::language::Language;
use crate::services::difference::Differing;

/// What a figure is of.
#[must_use]
pub fn figure(what: &Differing, language: Language) -> String {
    match language {
        Language::Vi => vietnamese(what),
        Language::En => english(what),
    }
}

fn vietnamese(what: &Differing) -> String {
    match what {
        Differing::Collected { hamlet } => format!("thôn {hamlet}, phiếu thu về"),
        Differing::Spoilt { hamlet } => format!("thôn {hamlet}, phiếu không hợp lệ"),
        Differing::Option {
            hamlet,
            item,
            option,
        } => format!("thôn {hamlet}, câu {item}, {option}"),
        Differing::Shape { hamlet } => format!("thôn {hamlet}, không đúng mẫu phiếu"),
        Differing::Households { hamlet } => format!("thôn {hamlet}, hộ có hơn một phiếu được tính"),
        Differing::Mixed { hamlet } => {
            format!("thôn {hamlet}, có cả phiếu lẻ lẫn biên bản kiểm phiếu")
        }
        Differing::Stray => "phiếu của thôn không thuộc cuộc này".to_owned(),
        Differing::Hash { revision } => format!("kết quả chốt lần {revision}, mã băm"),
        Differing::FullHash { revision } => format!("kết quả chốt lần {revision}, mã băm đầy đủ"),
        Differing::Unreadable { revision } => format!("kết quả chốt lần {revision} không đọc được"),
        Differing::Frozen { revision, hamlet } => {
            format!("kết quả chốt lần {revision}, thôn {hamlet}")
        }
        Differing::NotFrozen => "đã kết thúc nhưng không có kết quả chốt".to_owned(),
    }
}

fn english(what: &Differing) -> String {
    match what {
        Differing::Collected { hamlet } => format!("hamlet {hamlet}, collected"),
        Differing::Spoilt { hamlet } => format!("hamlet {hamlet}, spoilt"),
        Differing::Option {
            hamlet,
            item,
            option,
        } => format!("hamlet {hamlet}, item {item}, {option}"),
        Differing::Shape { hamlet } => format!("hamlet {hamlet}, not of this form"),
        Differing::Households { hamlet } => {
            format!("hamlet {hamlet}, households with more than one counted response")
        }
        Differing::Mixed { hamlet } => {
            format!("hamlet {hamlet}, single responses beside a count record")
        }
        Differing::Stray => "responses of a hamlet that is not the survey's".to_owned(),
        Differing::Hash { revision } => format!("frozen result {revision}, hash"),
        Differing::FullHash { revision } => format!("frozen result {revision}, full hash"),
        Differing::Unreadable { revision } => format!("frozen result {revision} can't be read"),
        Differing::Frozen { revision, hamlet } => {
            format!("frozen result {revision}, hamlet {hamlet}")
        }
        Differing::NotFrozen => "closed, but without a frozen result".to_owned(),
    }
}
