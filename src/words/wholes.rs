//! Words for what a share is of.

use super::spoken::{Spoken, Text};
use crate::domain::base::wholes::ShareBase;

impl Spoken for ShareBase {
    fn words(self) -> Text {
        match self {
            Self::Households => Text::of("số hộ", "registered households"),
            Self::Issued => Text::of("số phiếu phát ra", "forms issued"),
            Self::Collected => Text::of("số phiếu thu về", "forms collected, spoilt ones included"),
            Self::Valid => Text::of("số phiếu hợp lệ", "valid forms"),
            Self::Answered => Text::of(
                "số phiếu hợp lệ có trả lời nội dung này",
                "valid forms that answered the item",
            ),
            Self::Sample => Text::of(
                "số hộ trong mẫu phúc tra",
                "households drawn for a direct check",
            ),
            Self::Members => Text::of("số thành viên hội đồng", "members of the council"),
            Self::Present => Text::of(
                "số thành viên có mặt",
                "members of the council who are present",
            ),
            Self::Ballots => Text::of("số phiếu bầu", "ballots cast"),
        }
    }
}
