//! What is wrong with a single value of an input, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::OutOfRange => Text::of(
            "Giá trị nằm ngoài khoảng cho phép.",
            "The number is out of range.",
        ),
        UserFaultCode::InTheFuture => Text::of(
            "Ngày, giờ này chưa đến.",
            "This day or time has not come yet.",
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
        UserFaultCode::InvalidText => Text::of(
            "Nội dung quá dài hoặc có ký tự không cho phép.",
            "The text is too long or holds control characters.",
        ),
        _ => return None,
    })
}
