//! What is wrong with a count record or a roster, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::WrongCollectionMode => Text::of(
            "Thôn này lấy phiếu theo hình thức khác, không nhập biên bản kiểm phiếu.",
            "The hamlet's answers are collected in another way: it has no count record.",
        ),
        UserFaultCode::CountsNotOfForm => Text::of(
            "Phải có đủ từng nội dung, từng phương án của mẫu phiếu, mỗi cái một lần.",
            "Give each item and choice of the form once.",
        ),
        UserFaultCode::CollectedNotValidAndSpoilt => Text::of(
            "Số phiếu thu về không bằng số hợp lệ cộng số không hợp lệ.",
            "Collected forms are not the valid and the spoilt ones together.",
        ),
        UserFaultCode::MoreBackThanOut => Text::of(
            "Số phiếu thu về và thất lạc nhiều hơn số phát ra.",
            "More forms came back or are missing than were handed out.",
        ),
        UserFaultCode::ItemNotValid => Text::of(
            "Tổng các phương án và phiếu để trống của một nội dung không bằng số phiếu hợp lệ.",
            "The answers to an item, blank ones too, are not the valid forms.",
        ),
        UserFaultCode::NoCountRecord => Text::of(
            "Thôn này chưa có biên bản kiểm phiếu nào được nhập.",
            "Nothing is typed of this hamlet's count record.",
        ),
        UserFaultCode::NotTheDifferingFields => Text::of(
            "Hãy nhập lại đúng các ô mà hai lần nhập khác nhau, mỗi ô một lần.",
            "Type each field in which the two entries differ once, and no other.",
        ),
        UserFaultCode::CountRecordsUnfinished => Text::of(
            "Còn biên bản kiểm phiếu nhập dở: hãy nhập xong hoặc hủy.",
            "Count records are half typed: finish or discard them.",
        ),
        UserFaultCode::HouseholdOnRoster => Text::of(
            "Hộ này đã có trong danh sách hộ của thôn.",
            "The household stands on the hamlet's roster already.",
        ),
        UserFaultCode::HouseholdNotOnRoster => Text::of(
            "Hộ này không có trong danh sách hộ của thôn.",
            "The household doesn't stand on the hamlet's roster.",
        ),
        _ => return None,
    })
}
