//! What is wrong with a void, a choice or its confirmation, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::UnknownSetAside => Text::of(
            "Không có phiếu để riêng mang mã này.",
            "No form of this id was set aside.",
        ),
        UserFaultCode::NotCountable => {
            Text::of("Phiếu này không tính được.", "The form can't be counted.")
        }
        UserFaultCode::AlreadyChosen => Text::of(
            "Phiếu này đã được tính hoặc đã có lựa chọn như vậy.",
            "The form is counted already, or the same choice stands.",
        ),
        UserFaultCode::UnknownCorrection => Text::of(
            "Cuộc lấy ý kiến không có hiệu chỉnh mang số này.",
            "The survey has no correction of this number.",
        ),
        UserFaultCode::AlreadyConfirmed => Text::of(
            "Hiệu chỉnh này đã được xác nhận trước đó.",
            "The correction was confirmed before.",
        ),
        UserFaultCode::CorrectionSuperseded => Text::of(
            "Đã có lựa chọn sau thay cho hiệu chỉnh này.",
            "A later choice stands in place of this correction.",
        ),
        UserFaultCode::SecondAccountNeeded => Text::of(
            "Cần một tài khoản khác với tài khoản đã thực hiện.",
            "Another account than the one that did it is needed.",
        ),
        UserFaultCode::LinkDropped => Text::of(
            "Liên kết giữa hộ và phiếu đã được xóa, không thực hiện được.",
            "The links from households to answers were dropped: it can't be done any more.",
        ),
        UserFaultCode::UnconfirmedCorrections => Text::of(
            "Còn hiệu chỉnh chưa được tài khoản thứ hai xác nhận.",
            "Corrections wait for a second account to confirm them.",
        ),
        UserFaultCode::QuestionedResponses => Text::of(
            "Còn phiếu đang cần xem lại.",
            "Responses are still in question.",
        ),
        UserFaultCode::StandsSo => Text::of(
            "Phiếu đã ở trạng thái này.",
            "The response stands so already.",
        ),
        UserFaultCode::OtherHousehold => Text::of(
            "Phiếu thay thế phải của cùng hộ và cùng thôn.",
            "The form must be of the same household and hamlet.",
        ),
        UserFaultCode::AnswersTakenAway => Text::of(
            "Nội dung phiếu của cuộc lấy ý kiến này đã được xóa khi hết hạn lưu trữ.",
            "What residents said in this survey was taken away when its time was over.",
        ),
        _ => return None,
    })
}
