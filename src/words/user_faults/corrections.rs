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
            "Liên kết giữa hộ và phiếu đã được xóa, không mở lại được.",
            "The links from households to answers were dropped: it can't be opened again.",
        ),
        UserFaultCode::UnconfirmedCorrections => Text::of(
            "Còn hiệu chỉnh chưa được tài khoản thứ hai xác nhận.",
            "Corrections wait for a second account to confirm them.",
        ),
        _ => return None,
    })
}
