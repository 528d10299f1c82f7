//! What is wrong with a ballot or its count, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::NoQuorum => Text::of(
            "Số thành viên có mặt chưa đủ để bỏ phiếu.",
            "Too few members are present to vote.",
        ),
        UserFaultCode::BallotClosed => Text::of(
            "Việc bỏ phiếu cho hồ sơ này đã kết thúc.",
            "The ballot on this candidacy is closed.",
        ),
        UserFaultCode::NotAMember => Text::of(
            "Tài khoản không phải thành viên của phiên họp.",
            "The account has no seat in the session.",
        ),
        UserFaultCode::NotPresent => Text::of(
            "Thành viên chưa được ghi nhận có mặt.",
            "The member is not marked as present.",
        ),
        UserFaultCode::AlreadyVoted => Text::of(
            "Thành viên đã bỏ phiếu cho hồ sơ này.",
            "The member has voted on this candidacy already.",
        ),
        UserFaultCode::NotElectronic => Text::of(
            "Phiên họp không bỏ phiếu bằng hình thức điện tử.",
            "The session does not vote at screens.",
        ),
        UserFaultCode::NotCountedByHand => Text::of(
            "Hình thức bỏ phiếu của phiên họp không có bước kiểm đếm này.",
            "The session's way of voting has no such count.",
        ),
        UserFaultCode::FiguresDontAddUp => Text::of(
            "Các số liệu kiểm phiếu không khớp nhau.",
            "The counted figures don't add up.",
        ),
        UserFaultCode::CountsNotOfAgenda => Text::of(
            "Phải có đủ từng hồ sơ trong chương trình, mỗi hồ sơ một lần, đúng thứ tự.",
            "Give each candidacy of the agenda once, in its order.",
        ),
        UserFaultCode::EnvelopesFirst => Text::of(
            "Phải kiểm xong số phong bì trước khi nhập số phiếu.",
            "Envelopes must be counted before votes are entered.",
        ),
        UserFaultCode::CountIsFinal => Text::of(
            "Hai người kiểm đã thống nhất; kết quả kiểm không sửa được nữa.",
            "Two accounts have counted alike: the count stands.",
        ),
        UserFaultCode::CountNotFinal => Text::of(
            "Chưa có hai người kiểm cho cùng kết quả.",
            "No two accounts have counted alike yet.",
        ),
        UserFaultCode::CountedByTwo => Text::of(
            "Đã có hai người kiểm phiếu.",
            "Two accounts are counting already.",
        ),
        _ => return None,
    })
}
