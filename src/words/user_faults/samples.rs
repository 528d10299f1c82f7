//! What is wrong with a sample of a direct check, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::SeedCommitted => Text::of(
            "Mã ngẫu nhiên của mẫu đã được ấn định trước đó.",
            "The sample's seed was fixed before.",
        ),
        UserFaultCode::SeedNotCommitted => Text::of(
            "Phải ấn định mã ngẫu nhiên trước khi rút mẫu.",
            "The sample's seed must be fixed before the draw.",
        ),
        UserFaultCode::SampleDrawn => Text::of("Mẫu đã được rút.", "The sample was drawn before."),
        UserFaultCode::SampleNotDrawn => Text::of(
            "Phải rút mẫu trước khi bắt đầu phúc tra.",
            "The sample must be drawn before the direct check opens.",
        ),
        UserFaultCode::SampleTooLarge => Text::of(
            "Mẫu lớn hơn số hộ hiện có.",
            "The sample is larger than the households there are.",
        ),
        UserFaultCode::SampleTooSmall => Text::of(
            "Mẫu phải có ít nhất một hộ ở mỗi thôn.",
            "The sample must have at least one household in each hamlet.",
        ),
        UserFaultCode::SampleSizeUnclear => Text::of(
            "Hãy nêu hoặc tổng số hộ, hoặc số hộ mỗi thôn.",
            "Name either a number in all or one for each hamlet.",
        ),
        UserFaultCode::FrameEmpty => Text::of(
            "Không có hộ nào để rút mẫu.",
            "There is no household to draw from.",
        ),
        _ => return None,
    })
}
