//! What is wrong with a survey or a response, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
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
        UserFaultCode::NoOpenBallot => Text::of(
            "Chưa có phiên bỏ phiếu cho hồ sơ này.",
            "No session is voting on this candidacy now.",
        ),
        _ => return None,
    })
}
