//! What is wrong with a verification, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::UnknownPoint => Text::of(
            "Điểm này không thuộc nội dung thẩm tra.",
            "The point is not one of what is verified.",
        ),
        UserFaultCode::PointNotSaid => Text::of(
            "Mỗi điểm thẩm tra cần có nhận xét; điểm chưa đạt cần có ghi chú.",
            "Each point needs a finding, and a note where it is not in order.",
        ),
        UserFaultCode::PointNotAccepted => Text::of(
            "Có điểm không được chấp nhận thì không thể xác nhận kết quả.",
            "A result can't be verified with a point that is not accepted.",
        ),
        UserFaultCode::ObjectionsOpen => Text::of(
            "Còn ý kiến phản ánh chưa trả lời.",
            "There are objections without an answer.",
        ),
        UserFaultCode::RecountDiffers => Text::of(
            "Kết quả lưu không khớp khi kiểm đếm lại phiếu.",
            "The kept result doesn't agree with a recount.",
        ),
        _ => return None,
    })
}
