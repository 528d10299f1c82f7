//! Kinds of events that programs are told of, in Vietnamese and English.

use super::spoken::{Spoken, Text};
use crate::domain::trust::webhook::WebhookKind;

impl Spoken for WebhookKind {
    fn words(self) -> Text {
        match self {
            Self::SurveyClosed => Text::of(
                "đã đóng cuộc lấy ý kiến và chốt kết quả",
                "a survey was closed and its result frozen",
            ),
            Self::ResultPosted => Text::of("đã niêm yết kết quả", "a result was posted"),
            Self::ResultVerified => Text::of("đã xác nhận kết quả", "a survey was verified"),
            Self::SurveyReturned => Text::of("đã trả lại để làm lại", "a survey was returned"),
            Self::ReportSubmitted => {
                Text::of("Mặt trận đã nộp báo cáo", "the Front handed a report in")
            }
            Self::DecisionRecorded => Text::of("đã ghi quyết định", "a decision was put on record"),
            Self::SurveyProgress => Text::of(
                "có thêm phiếu trong cuộc đang mở, báo theo nhịp",
                "answers came in, told now and then while a survey runs",
            ),
        }
    }
}
