//! What is wrong with a part of a dossier, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::UnknownCondition => Text::of(
            "Bộ quy định của đợt không yêu cầu xác nhận mang mã này cho danh hiệu đề nghị.",
            "The round's regulation asks for no statement of this code for the title.",
        ),
        UserFaultCode::UnknownDocument => Text::of(
            "Không có tài liệu này trong số tài liệu được phép đính kèm.",
            "There is no such document that you may attach.",
        ),
        UserFaultCode::EmptyDocument => {
            Text::of("Tài liệu không có nội dung.", "The document holds nothing.")
        }
        UserFaultCode::NotOfItsType => Text::of(
            "Nội dung tài liệu không đúng với loại đã khai.",
            "What is in the document is not of the type that is claimed.",
        ),
        UserFaultCode::DoesNotAddUp => Text::of(
            "Tổng số không bằng các phần cộng lại.",
            "The parts don't add up to the total.",
        ),
        UserFaultCode::NameMissing => Text::of("Cần nêu tên.", "A name is needed."),
        UserFaultCode::UnfitLevel => Text::of(
            "Cấp này không cho ý kiến về hồ sơ của đơn vị.",
            "No organisation of this level speaks on the candidacy.",
        ),
        _ => return None,
    })
}
