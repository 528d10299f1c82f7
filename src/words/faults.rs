//! Why a request was turned down, in words that tell nothing of what lies inside.

use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::domain::law::round::Deliverable;
use crate::domain::law::title::Title;
use crate::domain::recognition::candidacy::CandidacyState;
use crate::domain::survey::lifecycle::SurveyState;
use crate::services::refusal::{InputFault, Refusal, UserFault, UserFaultCode};

impl Spoken for UserFaultCode {
    fn words(self) -> Text {
        match self {
            Self::RoundExists
            | Self::UnknownRegulation
            | Self::UnknownProvince
            | Self::UnknownArea
            | Self::TitleNotForArea
            | Self::NotInMergerPlan
            | Self::AlreadyNominated => of_nominations(self),
            Self::OutOfRange
            | Self::NamedTwice
            | Self::IllegalState
            | Self::ReasonMissing
            | Self::InvalidText => of_values(self),
            _ => of_surveys(self),
        }
    }
}

const fn of_nominations(code: UserFaultCode) -> Text {
    match code {
        UserFaultCode::RoundExists => Text::of(
            "Tỉnh đã có đợt mang số này trong năm.",
            "The province has a round of this year and number already.",
        ),
        UserFaultCode::UnknownRegulation => Text::of(
            "Không có bộ quy định mang mã này.",
            "There is no regulation of this code.",
        ),
        UserFaultCode::UnknownProvince => Text::of(
            "Không xác định được tỉnh: hãy nêu mã của một tỉnh đang có.",
            "The province is not clear: name the code of one that exists.",
        ),
        UserFaultCode::UnknownArea => Text::of(
            "Không có đơn vị hành chính mang mã này vào ngày tính của đợt.",
            "No unit bears this code on the round's day.",
        ),
        UserFaultCode::TitleNotForArea => Text::of(
            "Danh hiệu này không dành cho đơn vị thuộc cấp hoặc loại này.",
            "A unit of this level or kind can't hold this title.",
        ),
        UserFaultCode::NotInMergerPlan => Text::of(
            "Danh hiệu này chỉ dành cho xã thuộc phương án sáp nhập đã được ghi nhận.",
            "This title is only for a commune in a recorded merger plan.",
        ),
        _ => Text::of(
            "Đơn vị đã được đề nghị danh hiệu này trong đợt.",
            "The area is nominated for this title in the round already.",
        ),
    }
}

const fn of_values(code: UserFaultCode) -> Text {
    match code {
        UserFaultCode::OutOfRange => Text::of(
            "Giá trị nằm ngoài khoảng cho phép.",
            "The number is out of range.",
        ),
        UserFaultCode::NamedTwice => Text::of(
            "Cùng một mục được nêu hai lần.",
            "The same thing is named twice.",
        ),
        UserFaultCode::IllegalState => Text::of(
            "Không thực hiện được ở trạng thái hiện tại.",
            "This can't be done in the present state.",
        ),
        UserFaultCode::ReasonMissing => Text::of("Cần nêu lý do.", "A reason is needed."),
        _ => Text::of(
            "Nội dung quá dài hoặc có ký tự không cho phép.",
            "The text is too long or holds control characters.",
        ),
    }
}

const fn of_surveys(code: UserFaultCode) -> Text {
    match code {
        UserFaultCode::SurveyExists => Text::of(
            "Hồ sơ này đã có cuộc lấy ý kiến.",
            "The candidacy has a collection survey already.",
        ),
        UserFaultCode::UnknownQuestionnaire => Text::of(
            "Không có mẫu phiếu mang mã và phiên bản này.",
            "There is no form of this code and version.",
        ),
        UserFaultCode::UnknownHamlet => Text::of(
            "Đơn vị không có thôn mang mã này vào ngày tính của đợt.",
            "No hamlet of the area bears this code on the round's day.",
        ),
        UserFaultCode::NoHamlet => Text::of(
            "Không có thôn nào để lấy ý kiến.",
            "There is no hamlet to ask in.",
        ),
        UserFaultCode::HouseholdsUnknown => Text::of(
            "Chưa biết số hộ của thôn: hãy nêu số hộ.",
            "A hamlet's households are not known: name them.",
        ),
        UserFaultCode::ClosesBeforeItOpens => Text::of(
            "Thời điểm kết thúc phải sau thời điểm bắt đầu.",
            "The survey must close after it opens.",
        ),
        UserFaultCode::NewClosingNeeded => Text::of(
            "Mở lại cuộc lấy ý kiến đã trả lại cần thời điểm kết thúc mới.",
            "A returned survey is opened again only with a new time to close.",
        ),
        UserFaultCode::UnknownResponse => Text::of(
            "Cuộc lấy ý kiến không có phiếu mang mã này.",
            "The survey has no accepted response of this id.",
        ),
        UserFaultCode::AlreadyVoided => Text::of(
            "Phiếu này đã bị loại khỏi kết quả trước đó.",
            "The response was voided before.",
        ),
        UserFaultCode::UnknownCollector => Text::of(
            "Không có tài khoản lấy phiếu mang tên này.",
            "There is no collector account of this name.",
        ),
        _ => Text::of(
            "Chưa có phiên bỏ phiếu cho hồ sơ này.",
            "No session is voting on this candidacy now.",
        ),
    }
}

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
        UserFaultCode::IllegalState if is_of_candidacy(fault) => about
            .parse()
            .ok()
            .map(|state: CandidacyState| state.say(language)),
        UserFaultCode::IllegalState => about
            .parse()
            .ok()
            .map(|state: SurveyState| state.say(language)),
        UserFaultCode::TitleNotForArea => {
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

fn is_of_candidacy(fault: &UserFault) -> bool {
    fault
        .path
        .last()
        .is_some_and(|field| field == "candidacyId")
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
    };
    let place = path.join(".");
    if place.is_empty() {
        text
    } else {
        format!("{place}: {text}")
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
        Refusal::Conflict => Text::of(
            "Dữ liệu vừa được người khác thay đổi; hãy xem lại và thử lại.",
            "Somebody else has just changed this; look again and try again.",
        ),
        Refusal::Overloaded { .. } => Text::of(
            "Máy chủ đang quá tải; hãy gửi lại sau ít phút.",
            "The server has too much to do; send it again in a moment.",
        ),
        Refusal::Full => Text::of(
            "Máy chủ hết dung lượng, chưa nhận gì. Mã tra cứu:",
            "The server has no room left and took nothing. Reference:",
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
