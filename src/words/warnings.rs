//! What is allowed and unwise, in words.

use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::services::warning::{Warning, WarningCode};

impl Spoken for WarningCode {
    fn words(self) -> Text {
        match self {
            Self::PostingEndsAfterDueDate => Text::of(
                "Chốt phiếu rồi niêm yết 10 ngày thì quá hạn báo cáo của Mặt trận.",
                "Closing and ten days of posting end after the Front's report is due.",
            ),
            Self::PostedTooFewDays => Text::of(
                "Kết quả được niêm yết ít ngày hơn quy định.",
                "The result has hung out for fewer full days than it should.",
            ),
            Self::FormsDoNotAddUp => Text::of(
                "Số phiếu phát ra không bằng số thu về cộng số thất lạc.",
                "Forms issued are not those collected and missing together.",
            ),
            Self::ObjectionAfterPosting => Text::of(
                "Ý kiến được nhận sau khi hết thời gian niêm yết.",
                "The objection was received after the posting days were over.",
            ),
            Self::CheckBeforeAppraisals => Text::of(
                "Phúc tra trước khi có đủ kết quả thẩm định của các sở, ngành.",
                "The direct check comes before the departments' appraisals are in.",
            ),
            Self::ReportLate => Text::of("Báo cáo quá hạn.", "The report came after its date."),
            Self::SurveyNotVerified => Text::of(
                "Kết quả lấy ý kiến được báo cáo chưa được thẩm tra.",
                "A result that is reported on is not verified.",
            ),
            Self::NoDirectCheck => Text::of(
                "Chưa có phúc tra trực tiếp nào được chốt.",
                "There is no closed direct check.",
            ),
            Self::FormsStillOnPhones => Text::of(
                "Máy của người lấy phiếu báo còn phiếu chưa gửi.",
                "Collectors' phones told that they still hold forms.",
            ),
            Self::RevisedOnAgenda => Text::of(
                "Báo cáo được sửa khi hồ sơ đã vào chương trình phiên họp.",
                "The report was revised while the candidacy is on an agenda.",
            ),
        }
    }
}

/// What the user is told of a warning: the sentence, and what it is about.
#[must_use]
pub fn warning(warning: &Warning, language: Language) -> String {
    let sentence = warning.code.say(language);
    if warning.about.is_empty() {
        sentence.to_owned()
    } else {
        format!("{} ({}).", sentence.trim_end_matches('.'), warning.about)
    }
}
