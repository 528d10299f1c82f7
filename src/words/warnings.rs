//! What is allowed and unwise, in words.

use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::services::warning::{Warning, WarningCode};

const MORE_THAN_HOUSEHOLDS: Text = Text::of(
    "Số phiếu thu về nhiều hơn số hộ của thôn.",
    "More forms came back than the hamlet has households.",
);
const OTHER_THAN_ISSUED: Text = Text::of(
    "Biên bản ghi số phiếu phát ra, thất lạc khác với số đã ghi nhận.",
    "The record says other forms were issued or missing than were recorded.",
);

const FORMS_STILL_ON_PHONES: Text = Text::of(
    "Máy của người lấy phiếu báo còn phiếu chưa gửi.",
    "Collectors' phones told that they still hold forms.",
);

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
            Self::MoreThanHouseholds => MORE_THAN_HOUSEHOLDS,
            Self::OtherThanIssued => OTHER_THAN_ISSUED,
            Self::NothingCollected => Text::of("Không thu về phiếu nào.", "No form came back."),
            Self::ManySpoilt => Text::of("Nhiều phiếu không hợp lệ.", "Many forms are spoilt."),
            Self::ManyBlank => Text::of(
                "Nhiều phiếu để trống một nội dung.",
                "Many forms leave an item blank.",
            ),
            Self::AllAlike => Text::of(
                "Tất cả phiếu hợp lệ trả lời giống nhau.",
                "All valid forms say the same.",
            ),
            Self::CountRecordMissing => Text::of(
                "Có thôn kiểm phiếu giấy chưa có biên bản kiểm phiếu.",
                "Hamlets whose paper is counted by hand have no count record.",
            ),
            Self::CountRecordWithoutScan => Text::of(
                "Có biên bản kiểm phiếu chưa kèm ảnh chụp hoặc bản quét.",
                "Count records have no picture of the signed paper.",
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
            Self::FormsStillOnPhones => FORMS_STILL_ON_PHONES,
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
