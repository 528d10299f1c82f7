//! Words for the orders of lists.

use super::spoken::{Spoken, Text};
use crate::domain::recognition::candidacy::CandidacyOrder;

impl Spoken for CandidacyOrder {
    fn words(self) -> Text {
        match self {
            Self::AreaCode => Text::of(
                "theo mã huyện, mã xã",
                "by the code of the district, then of the commune",
            ),
            Self::Title => Text::of("theo danh hiệu", "by title"),
            Self::State => Text::of("theo trạng thái hồ sơ", "by how far the dossier has come"),
            Self::CoveragePercent => Text::of(
                "theo tỷ lệ hộ được lấy ý kiến, thấp trước",
                "by the share of households heard, the lowest first; those without a figure last",
            ),
            Self::ApprovalPercent => Text::of(
                "theo tỷ lệ hài lòng, thấp trước",
                "by the share of those satisfied, the lowest first; those without a figure last",
            ),
        }
    }
}
