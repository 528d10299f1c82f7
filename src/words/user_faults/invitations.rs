//! What is wrong with an invitation, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::InvitationMistyped => Text::of(
            "Mã mời bị gõ sai: hãy xem lại từng ký tự. Mã có 12 chữ và số, không có 0, O, 1, I, L.",
            "There is a slip in the code: look at each sign again. It has 12 letters and digits, none of them 0, O, 1, I or L.",
        ),
        UserFaultCode::InvitationNotValid => Text::of(
            "Mã mời này không dùng được; hãy hỏi Ban công tác Mặt trận thôn.",
            "This invitation can't be used; ask the Front committee of your hamlet.",
        ),
        UserFaultCode::InvitationNotNow => Text::of(
            "Cuộc lấy ý kiến chưa mở hoặc đã đóng.",
            "The survey is not open yet, or is closed.",
        ),
        UserFaultCode::OtherNotice => Text::of(
            "Sự đồng ý không theo đúng thông báo của phiếu này; hãy đọc lại thông báo.",
            "The consent is to another notice than this form shows; read the notice again.",
        ),
        _ => return None,
    })
}
