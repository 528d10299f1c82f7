//! The words for the Front's postings, verifications, samples and reports.

use super::spoken::{Spoken, Text};
use crate::domain::recognition::front_report::FrontConclusion;
use crate::domain::survey::handling::HandlingStatus;
use crate::domain::survey::objection::ObjectionState;
use crate::domain::survey::posting::{PlaceKind, PostingState};
use crate::domain::survey::sample::FrameSource;
use crate::domain::survey::signals::SignalKind;
use crate::domain::survey::verification::{
    VerificationDecision, VerificationPoint, VerificationSubject,
};

impl Spoken for PlaceKind {
    fn words(self) -> Text {
        match self {
            Self::CulturalHouse => Text::of("nhà văn hóa thôn", "hamlet's cultural house"),
            Self::CommuneOffice => Text::of("trụ sở UBND xã", "commune's office"),
            Self::Loudspeaker => Text::of("hệ thống loa truyền thanh", "loudspeakers"),
            Self::Other => Text::of("nơi khác", "elsewhere"),
        }
    }
}

impl Spoken for PostingState {
    fn words(self) -> Text {
        match self {
            Self::NotPosted => Text::of("chưa niêm yết", "doesn't hang out"),
            Self::Posted => Text::of("đang niêm yết", "hangs out"),
            Self::Over => Text::of("đã niêm yết đủ ngày", "has hung out for all its days"),
        }
    }
}

impl Spoken for ObjectionState {
    fn words(self) -> Text {
        match self {
            Self::Received => Text::of("đã nhận, chưa trả lời", "received, not yet answered"),
            Self::Upheld => Text::of("đã trả lời: đúng", "answered: it was right"),
            Self::Dismissed => Text::of("đã trả lời: không đúng", "answered: it was not right"),
        }
    }
}

impl Spoken for VerificationSubject {
    fn words(self) -> Text {
        match self {
            Self::ResidentSurvey => Text::of(
                "việc lấy ý kiến người dân",
                "the residents' survey, its process and result",
            ),
            Self::OrganisationOpinions => Text::of(
                "ý kiến của các tổ chức chính trị - xã hội",
                "the opinions of socio-political organisations",
            ),
        }
    }
}

impl Spoken for VerificationDecision {
    fn words(self) -> Text {
        match self {
            Self::Verified => Text::of("xác nhận kết quả", "process and result hold"),
            Self::Returned => Text::of("trả lại", "sent back, with reasons"),
        }
    }
}

impl Spoken for VerificationPoint {
    fn words(self) -> Text {
        match self {
            Self::Coverage => Text::of(
                "tỷ lệ hộ được lấy ý kiến theo từng thôn",
                "households heard, hamlet by hamlet",
            ),
            Self::Forms => Text::of(
                "đối chiếu phiếu phát ra, thu về, thất lạc",
                "forms issued, collected and missing, cross-footed",
            ),
            Self::Posting => Text::of("thời gian niêm yết kết quả", "how long the result hung out"),
            Self::Objections => Text::of(
                "trả lời ý kiến phản ánh",
                "whether each objection is answered",
            ),
            Self::Corrections => Text::of(
                "xác nhận việc loại, chọn phiếu",
                "whether voids and choices are confirmed by a second account",
            ),
            Self::Recount => Text::of(
                "kiểm đếm lại phiếu",
                "whether the frozen result agrees with a recount",
            ),
            Self::Opinions => Text::of(
                "ý kiến của các tổ chức chính trị - xã hội",
                "what the socio-political organisations said",
            ),
        }
    }
}

impl Spoken for SignalKind {
    fn words(self) -> Text {
        match self {
            Self::AllAlike => Text::of(
                "mọi phiếu hợp lệ trả lời giống hệt nhau",
                "all its valid forms say the same, item by item",
            ),
            Self::AllSatisfied => Text::of(
                "mọi phiếu hợp lệ đều hài lòng ở nội dung chung",
                "every one of its valid forms is satisfied on the overall item",
            ),
            Self::SecondsApart => Text::of(
                "từ một phần tư số phiếu lấy cách phiếu trước chưa đến một phút",
                "a quarter of its forms or more were collected within a minute of the one before",
            ),
            Self::AtNight => Text::of(
                "từ một phần tư số phiếu lấy ban đêm, từ 22 giờ đến 5 giờ",
                "a quarter of its forms or more were collected at night, from 22:00 to 5:00",
            ),
        }
    }
}

impl Spoken for FrameSource {
    fn words(self) -> Text {
        match self {
            Self::Roster => Text::of("danh sách hộ của thôn", "the hamlet's roster"),
            Self::Responses => Text::of(
                "các hộ có phiếu được tính",
                "households with a counted response",
            ),
        }
    }
}

impl Spoken for HandlingStatus {
    fn words(self) -> Text {
        match self {
            Self::Open => Text::of("đang xem xét", "being looked at"),
            Self::Forwarded => Text::of(
                "đã chuyển cơ quan có trách nhiệm",
                "handed on to whom it concerns",
            ),
            Self::Answered => Text::of("đã trả lời", "answered"),
            Self::Settled => Text::of("đã giải quyết xong", "what it asked for is done"),
            Self::Noted => Text::of("đã ghi nhận", "taken note of"),
        }
    }
}

impl Spoken for FrontConclusion {
    fn words(self) -> Text {
        match self {
            Self::Proposed => Text::of("đề nghị công nhận", "the Front proposes to recognise it"),
            Self::ProposedWithRemarks => Text::of(
                "đề nghị công nhận, kèm kiến nghị khắc phục",
                "proposed, with what must be put right",
            ),
            Self::NotProposed => Text::of("chưa đề nghị công nhận", "not proposed"),
        }
    }
}
