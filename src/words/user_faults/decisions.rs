//! What is wrong with a decision, a title or a merger plan, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::DatesOutOfOrder => Text::of(
            "Ngày này đứng trước ngày phải có trước nó.",
            "The day lies before one that must come first.",
        ),
        UserFaultCode::DecisionExists => Text::of(
            "Tỉnh đã có quyết định mang số này.",
            "The province has a decision of this number already.",
        ),
        UserFaultCode::AgainstTheVote => Text::of(
            "Kết quả bỏ phiếu chưa đạt nên không công nhận được.",
            "The council did not carry it, so it can't be recognised.",
        ),
        UserFaultCode::TitleHeld => Text::of(
            "Đơn vị đang giữ danh hiệu này.",
            "The area holds this title already.",
        ),
        UserFaultCode::TitleNotHeld => Text::of(
            "Đơn vị không giữ danh hiệu này.",
            "The area does not hold this title.",
        ),
        UserFaultCode::NotRevocable => Text::of(
            "Chưa đủ căn cứ để thu hồi danh hiệu.",
            "The failings are no ground for taking the title back.",
        ),
        UserFaultCode::NothingCarriesOver => Text::of(
            "Không có danh hiệu nào được thừa nhận cho đơn vị này.",
            "No title carries over to this unit.",
        ),
        UserFaultCode::NotALaterRound => Text::of(
            "Đợt này không phải đợt sau của cùng tỉnh.",
            "The round is not a later one of the same province.",
        ),
        UserFaultCode::MergerPlanExists => Text::of(
            "Tỉnh đã có phương án sáp nhập mang số này.",
            "The province has a merger plan of this number already.",
        ),
        UserFaultCode::UnknownCriterion => Text::of(
            "Bộ quy định không có tiêu chí mang mã này.",
            "The rules have no criterion of this code.",
        ),
        UserFaultCode::NotAReassessment => Text::of(
            "Hồ sơ này không thuộc diện rà soát, đánh giá lại.",
            "The candidacy is not there to be looked at again.",
        ),
        UserFaultCode::CriteriaContradict => Text::of(
            "Danh sách tiêu chí chưa đạt mâu thuẫn với kết luận.",
            "The failed criteria contradict what is said of the standard.",
        ),
        _ => return None,
    })
}
