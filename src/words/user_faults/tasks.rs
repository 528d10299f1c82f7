//! What is wrong with a notice, a report on it or an OCOP product, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::UnknownAgency => Text::of(
            "Không có cơ quan, đơn vị mang mã này.",
            "There is no agency of this code.",
        ),
        UserFaultCode::UnknownAreaOnDay => Text::of(
            "Không có đơn vị hành chính mang mã này vào ngày đó.",
            "No unit bears this code on that day.",
        ),
        UserFaultCode::DirectiveExists => Text::of(
            "Đã có thông báo mang mã này.",
            "A notice of this code is on record already.",
        ),
        UserFaultCode::NotOneOwner => Text::of(
            "Mỗi nhiệm vụ nêu đúng một trong ba: cơ quan, đơn vị hành chính, loại đơn vị.",
            "A task names exactly one of agencies, areas, a kind of owner.",
        ),
        UserFaultCode::AlreadyProposed => Text::of(
            "Sản phẩm đã được đề nghị đánh giá trong năm này.",
            "The product is proposed for this year already.",
        ),
        UserFaultCode::UnknownCategory => Text::of(
            "Không có nhóm sản phẩm mang mã này.",
            "There is no category of products of this code.",
        ),
        UserFaultCode::TooFewStars => Text::of(
            "Chỉ công bố sản phẩm đạt từ 3 sao trở lên.",
            "Only products of 3 stars or more are published.",
        ),
        UserFaultCode::NotYourAssignment => Text::of(
            "Nhiệm vụ này giao cho cơ quan, đơn vị khác.",
            "Another agency or area owes this task.",
        ),
        _ => return None,
    })
}
