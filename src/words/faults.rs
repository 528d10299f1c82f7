//! Why a request was turned down, in words that tell nothing of what lies inside.

use super::spoken::{Spoken, Text};
use crate::domain::base::clock::shown;
use crate::domain::base::language::Language;
use crate::domain::law::round::Deliverable;
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::CandidacyState;
use crate::domain::recognition::session::{BallotMode, SessionState};
use crate::domain::survey::lifecycle::SurveyState;
use crate::domain::tasks::ocop::OcopState;
use crate::services::refusal::{Changed, InputFault, Refusal};
use crate::services::user_fault::{UserFault, UserFaultCode};

/// What the user is told of a fault: the sentence, and what it is about where that helps.
#[must_use]
pub fn user_fault(fault: &UserFault, language: Language) -> String {
    let sentence = fault.code.say(language);
    match about(fault, language) {
        Some(about) => format!("{} ({about}).", sentence.trim_end_matches('.')),
        None => sentence.to_owned(),
    }
}

/// What a fault is about, a term of a closed list in words.
fn about(fault: &UserFault, language: Language) -> Option<String> {
    let about = fault.about.as_str();
    if about.is_empty() {
        return None;
    }
    let term = match fault.code {
        UserFaultCode::IllegalState if is_of(fault, "candidacyId") => about
            .parse()
            .ok()
            .map(|state: CandidacyState| state.say(language)),
        UserFaultCode::IllegalState if is_of(fault, "sessionId") => about
            .parse()
            .ok()
            .map(|state: SessionState| state.say(language)),
        UserFaultCode::NotElectronic | UserFaultCode::NotCountedByHand => about
            .parse()
            .ok()
            .map(|mode: BallotMode| mode.say(language)),
        UserFaultCode::IllegalState if is_of(fault, "ratingId") => about
            .parse()
            .ok()
            .map(|state: OcopState| state.say(language)),
        UserFaultCode::IllegalState | UserFaultCode::InvitationNotNow => about
            .parse()
            .ok()
            .map(|state: SurveyState| state.say(language)),
        UserFaultCode::TitleNotForArea | UserFaultCode::TitleHeld | UserFaultCode::TitleNotHeld => {
            about.parse().ok().map(|title: Title| title.say(language))
        }
        UserFaultCode::NamedTwice => about
            .parse()
            .ok()
            .map(|deliverable: Deliverable| deliverable.say(language)),
        _ => None,
    };
    Some(match term {
        Some(term) => format!("{about}: {term}"),
        None => about.to_owned(),
    })
}

fn is_of(fault: &UserFault, field: &str) -> bool {
    fault.path.last().is_some_and(|last| last == field)
}

/// What a program is told of a value that it should not have sent; the place stands in front.
#[must_use]
pub fn input_fault(path: &[String], fault: InputFault, language: Language) -> String {
    let text = match (fault, language) {
        (InputFault::ListLength { most }, Language::Vi) => format!("cần từ 1 đến {most} phần tử"),
        (InputFault::ListLength { most }, Language::En) => {
            format!("1 to {most} elements are taken")
        }
        (InputFault::Cursor, Language::Vi) => "con trỏ không phải của danh sách này".to_owned(),
        (InputFault::Cursor, Language::En) => "not a cursor of this list".to_owned(),
        (InputFault::GlobalId, Language::Vi) => "không phải mã định danh của loại này".to_owned(),
        (InputFault::GlobalId, Language::En) => "not a global id of this kind".to_owned(),
        (InputFault::PageSize { most }, Language::Vi) => format!("cần từ 1 đến {most}"),
        (InputFault::PageSize { most }, Language::En) => format!("1 to {most} is taken"),
        (InputFault::FirstAndLast, Language::Vi) => "first và last không đi cùng nhau".to_owned(),
        (InputFault::FirstAndLast, Language::En) => "first and last don't go together".to_owned(),
        (InputFault::Parameter, Language::Vi) => "tham số hoặc giá trị không hợp lệ".to_owned(),
        (InputFault::Parameter, Language::En) => "not a known parameter or value".to_owned(),
    };
    let place = path.join(".");
    if place.is_empty() {
        text
    } else {
        format!("{place}: {text}")
    }
}

/// Who changed a thing in between, and when.
fn conflict(changed: &Changed, language: Language) -> String {
    let Changed { by, at } = changed;
    let at = shown(*at);
    match language {
        Language::Vi => format!("{by} đã thay đổi nội dung này lúc {at}; hãy xem lại và thử lại."),
        Language::En => format!("{by} changed this at {at}; look again and try again."),
    }
}

/// What a program is told of a refusal. `reference` finds the inside text in the log.
#[must_use]
pub fn refusal(refusal: &Refusal, reference: &str, language: Language) -> String {
    let text = match refusal {
        Refusal::Unauthenticated => Text::of("Cần đăng nhập.", "Sign in first."),
        Refusal::Forbidden => Text::of(
            "Vai trò này không được thực hiện việc đó.",
            "The role may not do this.",
        ),
        Refusal::NotFound => Text::of("Không tìm thấy.", "Not found."),
        Refusal::BadInput { path, fault } => return input_fault(path, *fault, language),
        Refusal::Faults(faults) => {
            let sentences: Vec<_> = faults
                .iter()
                .map(|fault| user_fault(fault, language))
                .collect();
            return sentences.join(" ");
        }
        Refusal::Conflict(Some(changed)) => return conflict(changed, language),
        Refusal::Conflict(None) => Text::of(
            "Dữ liệu vừa được người khác thay đổi; hãy xem lại và thử lại.",
            "Somebody else has just changed this; look again and try again.",
        ),
        Refusal::Overloaded { .. } => Text::of(
            "Máy chủ đang quá tải; hãy gửi lại sau ít phút.",
            "The server has too much to do; send it again in a moment.",
        ),
        Refusal::TooManyTries { .. } => Text::of(
            "Đã thử quá nhiều mã không đúng; hãy thử lại sau ít phút.",
            "Too many codes that are none were tried; try again in a few minutes.",
        ),
        Refusal::Full => Text::of(
            "Máy chủ đã hết dung lượng lưu trữ nên chưa nhận gì; hãy giữ các phiếu trên máy và gửi lại sau. Mã tra cứu:",
            "The server has no room left and took nothing; keep the answers on the device and send them again later. Reference:",
        ),
        Refusal::Internal(_) => Text::of(
            "Máy chủ gặp lỗi. Mã tra cứu:",
            "Something went wrong here. Reference:",
        ),
    };
    match refusal {
        Refusal::Full | Refusal::Internal(_) => format!("{} {reference}", text.text(language)),
        _ => text.text(language).to_owned(),
    }
}
