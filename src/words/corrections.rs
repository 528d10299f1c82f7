//! Words for what is done about responses that are voided or set aside.

use super::spoken::{Spoken, Text};
use crate::domain::survey::correction::{ConflictChoice, CorrectionKind};
use crate::domain::survey::review::ReviewState;
use crate::domain::trust::breach::BreachStanding;

impl Spoken for CorrectionKind {
    fn words(self) -> Text {
        match self {
            Self::Void => Text::of("loại phiếu", "a response taken out of the count"),
            Self::Choice => Text::of("chọn phiếu", "a choice about a form that was set aside"),
            Self::Amend => Text::of(
                "sửa phiếu đã gửi",
                "a later answer of the household in place of a response",
            ),
        }
    }
}

impl Spoken for ConflictChoice {
    fn words(self) -> Text {
        match self {
            Self::KeepFirst => Text::of(
                "giữ phiếu đã tính",
                "what is counted stays, this form stays aside",
            ),
            Self::TakeThis => Text::of(
                "lấy phiếu này",
                "this form is counted, the household's counted one is voided",
            ),
        }
    }
}

impl Spoken for BreachStanding {
    fn words(self) -> Text {
        match self {
            Self::Due => Text::of("còn trong hạn thông báo 72 giờ", "the 72 hours run"),
            Self::Overdue => Text::of(
                "quá hạn 72 giờ, chưa thông báo",
                "the 72 hours are over, and nobody was told",
            ),
            Self::Notified => Text::of("đã thông báo đúng hạn", "notified in time"),
            Self::NotifiedLate => Text::of(
                "đã thông báo muộn, có lý do",
                "notified late, with the reasons",
            ),
        }
    }
}

impl Spoken for ReviewState {
    fn words(self) -> Text {
        match self {
            Self::Accepted => Text::of("đã chấp nhận", "counted, and nobody doubts it"),
            Self::Questioned => Text::of("cần xem lại", "counted, and somebody must look again"),
            Self::Voided => Text::of("đã loại", "taken out of the count"),
        }
    }
}
