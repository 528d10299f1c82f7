//! What is wrong with forms, a posting or an objection, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::MissingExceedsIssued => Text::of(
            "Số phiếu thất lạc nhiều hơn số phiếu phát ra.",
            "More forms are missing than were handed out.",
        ),
        UserFaultCode::WrongSurveyKind => Text::of(
            "Không áp dụng cho hình thức lấy ý kiến này.",
            "This is not for a survey of this kind.",
        ),
        UserFaultCode::PlaceMissing => Text::of(
            "Hãy nêu nơi niêm yết.",
            "Name the places where the result hangs out.",
        ),
        UserFaultCode::NotPosted => Text::of(
            "Kết quả mới nhất chưa được niêm yết.",
            "The latest result doesn't hang out.",
        ),
        UserFaultCode::UnknownTopic => Text::of(
            "Mẫu phiếu không có nội dung mang mã này.",
            "The form has no item of this code.",
        ),
        UserFaultCode::AlreadyAnswered => Text::of(
            "Ý kiến này đã được trả lời.",
            "The objection was answered before.",
        ),
        UserFaultCode::DismissedChangesNothing => Text::of(
            "Ý kiến không được chấp nhận thì không làm thay đổi số liệu.",
            "An objection that is dismissed changes no figure.",
        ),
        _ => return None,
    })
}
