//! The words for the values of the council's closed lists.

use super::spoken::{Spoken, Text};
use crate::domain::recognition::ballot::BallotChoice;
use crate::domain::recognition::council::CouncilPosition;
use crate::domain::recognition::decision::DecisionOutcome;
use crate::domain::recognition::session::{BallotMode, SessionState};

impl Spoken for CouncilPosition {
    fn words(self) -> Text {
        match self {
            Self::Chair => Text::of("chủ tịch hội đồng", "chair, who runs the sessions"),
            Self::ViceChair => Text::of(
                "phó chủ tịch hội đồng",
                "vice-chair, who stands in for the chair",
            ),
            Self::Member => Text::of("ủy viên", "member"),
        }
    }
}

impl Spoken for BallotMode {
    fn words(self) -> Text {
        match self {
            Self::PaperSecret => Text::of(
                "bỏ phiếu kín bằng phiếu giấy",
                "secret, on paper in envelopes, counted by hand",
            ),
            Self::ElectronicSecret => Text::of(
                "bỏ phiếu kín điện tử",
                "secret, at screens; who voted and what was voted are never linked",
            ),
            Self::ShowOfHands => Text::of("biểu quyết giơ tay", "by show of hands"),
        }
    }
}

impl Spoken for SessionState {
    fn words(self) -> Text {
        match self {
            Self::Called => Text::of("đã triệu tập", "called; nobody has come yet"),
            Self::Open => Text::of("đang họp", "opened; attendance is taken"),
            Self::Voting => Text::of("đang bỏ phiếu", "ballots are handed out and cast"),
            Self::Counting => Text::of("đang kiểm phiếu", "the ballot is closed and being counted"),
            Self::Closed => Text::of("đã kết thúc", "over; the result stands"),
            Self::Adjourned => Text::of("đã hoãn", "ended without a vote"),
        }
    }
}

impl Spoken for BallotChoice {
    fn words(self) -> Text {
        match self {
            Self::Agree => Text::of("đồng ý", "for recognition"),
            Self::Disagree => Text::of("không đồng ý", "against recognition"),
            Self::Abstain => Text::of("không có ý kiến", "neither"),
        }
    }
}

impl Spoken for DecisionOutcome {
    fn words(self) -> Text {
        match self {
            Self::Recognised => Text::of("công nhận", "the title is given"),
            Self::Refused => Text::of("không công nhận", "the title is not given"),
            Self::Deferred => Text::of("chuyển sang đợt sau", "put off to a later round"),
        }
    }
}
