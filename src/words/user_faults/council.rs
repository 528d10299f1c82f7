//! What is wrong with the council or a session, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::UnknownAccount => Text::of(
            "Không có tài khoản mang tên này.",
            "There is no account of this name.",
        ),
        UserFaultCode::TermsOverlap => Text::of(
            "Tài khoản đã là thành viên hội đồng trong một phần thời gian này.",
            "The account serves on the council on some of these days already.",
        ),
        UserFaultCode::NotTheChair => Text::of(
            "Trong các thành viên, chỉ chủ tịch và phó chủ tịch hội đồng điều hành phiên họp.",
            "Of the members, only the chair and the vice-chair run a session.",
        ),
        UserFaultCode::NoCouncil => Text::of(
            "Không có ai là thành viên hội đồng vào ngày họp.",
            "Nobody serves on the council on the session's day.",
        ),
        UserFaultCode::UnknownMember => Text::of(
            "Không phải thành viên có tên trong phiên họp.",
            "This is no member with a seat in the session.",
        ),
        UserFaultCode::NotReady => Text::of(
            "Hồ sơ chưa đủ điều kiện; muốn đưa ra phiên họp phải nêu lý do.",
            "The dossier is not ready: to put it on the agenda, give a reason.",
        ),
        UserFaultCode::OnAnotherAgenda => Text::of(
            "Hồ sơ đang nằm trong chương trình của một phiên họp chưa kết thúc.",
            "The candidacy is on the agenda of a session that is not over.",
        ),
        UserFaultCode::NotOnAgenda => Text::of(
            "Hồ sơ không nằm trong chương trình phiên họp.",
            "The candidacy is not on the agenda.",
        ),
        UserFaultCode::EmptyAgenda => Text::of(
            "Chương trình phiên họp chưa có hồ sơ nào.",
            "There is nothing on the agenda to vote on.",
        ),
        UserFaultCode::NotACorrection => Text::of(
            "Chỉ bỏ phiếu lại được kết quả của phiên họp đã kết thúc trong cùng đợt.",
            "Only the vote of a closed session of the same round can be held again.",
        ),
        _ => return None,
    })
}
