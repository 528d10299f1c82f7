//! What is to be done, in words.

use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::services::todo::item::{TodoItem, TodoKind};

impl Spoken for TodoKind {
    fn words(self) -> Text {
        match self {
            Self::OpenSurvey => Text::of("mở cuộc lấy ý kiến", "open the survey"),
            Self::CloseSurvey => Text::of("chốt kết quả lấy ý kiến", "close the survey"),
            Self::PostResult => Text::of("niêm yết kết quả", "hang the result out"),
            Self::AnswerObjections => Text::of("trả lời kiến nghị, phản ánh", "answer objections"),
            Self::ConfirmCorrections => Text::of(
                "xác nhận hiệu chỉnh do tài khoản khác thực hiện",
                "confirm corrections that another account made",
            ),
            Self::ReviewResponses => Text::of(
                "xem lại phiếu còn nghi vấn",
                "look at responses in question",
            ),
            Self::FollowUpComments => Text::of(
                "theo dõi ý kiến phản ánh đã chuyển",
                "follow up comments that were forwarded",
            ),
            Self::VerifySurvey => Text::of("thẩm tra cuộc lấy ý kiến", "verify the survey"),
            Self::SubmitFrontReport => {
                Text::of("gửi báo cáo của Mặt trận", "hand in the Front's report")
            }
            Self::AppraiseCriteria => Text::of("thẩm định tiêu chí", "appraise criteria"),
            Self::RecordDebt => {
                Text::of("báo cáo nợ xây dựng cơ bản", "state the construction debt")
            }
            Self::ReadRevisedReport => Text::of(
                "xem báo cáo của Mặt trận vừa được sửa, hồ sơ đang trong chương trình họp",
                "read the Front's report, which was revised while the candidacy is on an agenda",
            ),
            Self::HoldVote => Text::of("tổ chức bỏ phiếu", "hold the vote"),
            Self::RecordDecision => Text::of("ghi quyết định", "record the decision"),
            Self::ResumeWebhook => Text::of(
                "gửi lại hoặc hủy điểm nhận thông báo đã ngừng gửi",
                "resume or remove a program that is told of events no more",
            ),
        }
    }
}

/// One thing to be done as a line, with its number where there are several.
#[must_use]
pub fn line(item: &TodoItem, language: Language) -> String {
    let what = item.kind.say(language);
    if item.count > 1 {
        format!("{what} ({})", item.count)
    } else {
        what.to_owned()
    }
}
