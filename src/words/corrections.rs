//! Words for what is done about responses that are voided or set aside.

use super::spoken::{Spoken, Text};
use crate::domain::survey::correction::{ConflictChoice, CorrectionKind};

impl Spoken for CorrectionKind {
    fn words(self) -> Text {
        match self {
            Self::Void => Text::of("loại phiếu", "a response taken out of the count"),
            Self::Choice => Text::of("chọn phiếu", "a choice about a form that was set aside"),
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
