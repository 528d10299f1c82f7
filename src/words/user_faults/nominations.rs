//! What is wrong with a round or a nomination, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
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
        UserFaultCode::AlreadyNominated => Text::of(
            "Đơn vị đã được đề nghị danh hiệu này trong đợt.",
            "The area is nominated for this title in the round already.",
        ),
        _ => return None,
    })
}
