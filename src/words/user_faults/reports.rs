//! What is wrong with a report of the Front, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::UnknownComment => Text::of(
            "Không có ý kiến nào đang được tính mang mã này.",
            "There is no counted comment of this id.",
        ),
        UserFaultCode::ValueMissing => Text::of(
            "Ở trạng thái này cần nhập mục này.",
            "A value is needed here.",
        ),
        UserFaultCode::PersonalData => Text::of(
            "Còn số điện thoại, số giấy tờ hoặc thư điện tử; cần che đi.",
            "A phone number, a paper's number or a mail address is left in it.",
        ),
        UserFaultCode::ReportNumberTaken => Text::of(
            "Đợt này đã có báo cáo mang số này.",
            "The round has a report of this number already.",
        ),
        UserFaultCode::OtherRound => Text::of(
            "Một báo cáo chỉ gồm hồ sơ của cùng một đợt.",
            "One report holds candidacies of one round.",
        ),
        UserFaultCode::AlreadyReceived => Text::of(
            "Báo cáo đã được tiếp nhận.",
            "The report was received before.",
        ),
        UserFaultCode::SameAccount => Text::of(
            "Tài khoản đã nhập số liệu không được tự thẩm tra hoặc báo cáo số liệu đó.",
            "An account that entered the figures can't judge or report them.",
        ),
        UserFaultCode::SurveyNotClosed => Text::of(
            "Cuộc lấy ý kiến chưa được chốt kết quả.",
            "The residents' survey is not closed.",
        ),
        UserFaultCode::NoCandidacy => Text::of(
            "Đợt không có hồ sơ nào cần lập cuộc lấy ý kiến.",
            "The round has no candidacy that a survey could be made for.",
        ),
        _ => return None,
    })
}
