//! What a collector is told of a response that was not counted.

use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::domain::survey::judge::RejectionCode;

impl Spoken for RejectionCode {
    fn words(self) -> Text {
        match self {
            Self::UnknownHamlet => Text::of(
                "Thôn này không thuộc cuộc lấy ý kiến.",
                "This hamlet is not one of the survey.",
            ),
            Self::HamletNotAssigned => Text::of(
                "Tài khoản này không được giao lấy phiếu ở thôn này.",
                "This account does not collect in this hamlet.",
            ),
            Self::HamletCountedByHand => Text::of(
                "Thôn này kiểm phiếu giấy và nhập biên bản kiểm phiếu, không nhận từng phiếu.",
                "This hamlet's paper is counted by hand; its count record is typed, no single response.",
            ),
            Self::IdReused => Text::of(
                "Mã phiếu này đã dùng cho một phiếu có nội dung khác.",
                "This id was used for a response with other content.",
            ),
            Self::SurveyNotOpen => Text::of(
                "Cuộc lấy ý kiến hiện không nhận phiếu.",
                "The survey takes no responses now.",
            ),
            Self::CollectedOutsideWindow => Text::of(
                "Thời điểm lấy phiếu nằm ngoài thời gian lấy ý kiến hoặc sau giờ hiện tại.",
                "The response was collected outside the survey's time, or ahead of the clock.",
            ),
            Self::InvalidText => Text::of(
                "Có nội dung quá dài, có ký tự không cho phép hoặc mã hộ sai quy cách.",
                "A text is too long or holds control characters, or the household code is malformed.",
            ),
            Self::UnknownHousehold => Text::of(
                "Hộ này không có trong danh sách hộ của thôn.",
                "This household is not on the hamlet's roster.",
            ),
            Self::UnknownItem => Text::of(
                "Phiếu trả lời một nội dung không có trong mẫu phiếu.",
                "An answer names an item that the form does not have.",
            ),
            Self::ItemAnsweredTwice => Text::of(
                "Một nội dung được trả lời hai lần.",
                "An item is answered twice.",
            ),
            Self::UnknownChoice => Text::of(
                "Có câu trả lời không thuộc các lựa chọn của nội dung.",
                "An answer is not one of the item's choices.",
            ),
            Self::RequiredItemMissing => Text::of(
                "Thiếu câu trả lời cho một nội dung bắt buộc.",
                "A required item has no answer.",
            ),
            Self::HouseholdAlreadyAnswered => Text::of(
                "Hộ này đã có một phiếu được tính.",
                "This household has a counted response already.",
            ),
        }
    }
}

const SET_ASIDE: Text = Text::of(
    "Phiếu được giữ riêng để Mặt trận xem xét, chưa tính vào kết quả.",
    "It is set aside for the Front to decide and is not counted.",
);
const LATER: Text = Text::of(
    "Hãy giữ phiếu và gửi lại khi đã khắc phục.",
    "Keep it and send it again once this has been put right.",
);

/// The sentence on a receipt: why the response was not counted, and what becomes of it.
#[must_use]
pub fn rejection(code: RejectionCode, kept: bool, retry: bool, language: Language) -> String {
    let reason = code.say(language);
    match (kept, retry) {
        (true, _) => format!("{reason} {}", SET_ASIDE.text(language)),
        (false, true) => format!("{reason} {}", LATER.text(language)),
        (false, false) => reason.to_owned(),
    }
}
