//! What collectors read on a phone of the ODK family, and what it is answered.

use super::receipts;
use super::spoken::{Spoken, Text};
use crate::domain::base::language::Language;
use crate::domain::survey::filled_form::UnreadableForm;
use crate::domain::survey::lifecycle::SurveyKind;
use crate::services::batch::{Receipt, ReceiptStatus};
use crate::services::field_forms::FieldForm;

/// The question for the hamlet.
pub const HAMLET: Text = Text::of("Thôn", "Hamlet");
/// The question for the household's code.
pub const HOUSEHOLD: Text = Text::of("Mã hộ", "Household code");
/// What stands below it.
pub const HOUSEHOLD_HINT: Text = Text::of(
    "Ghi mã trên danh sách hộ; không ghi họ tên.",
    "The code on the list of households; no names.",
);
/// What is said of a code that can't be one.
pub const HOUSEHOLD_MALFORMED: Text = Text::of(
    "Mã hộ có 1 đến 64 ký tự: chữ cái không dấu, chữ số, dấu chấm, gạch dưới, gạch ngang; không có dấu cách.",
    "A household code has 1 to 64 signs: letters without marks, digits, full stops, underscores, hyphens; no spaces.",
);
/// The question for the reason of an answer.
pub const REASON: Text = Text::of("Vì sao?", "Why?");
/// The question for another opinion.
pub const COMMENT: Text = Text::of("Ý kiến khác (nếu có)", "Any other opinion");
/// What is said of a remark that is too long.
pub const REMARK_TOO_LONG: Text = Text::of(
    "Nội dung dài quá 4.000 ký tự.",
    "The text is longer than 4,000 characters.",
);

const DIRECT_CHECK: &str = "Kiểm tra trực tiếp";

/// What a phone calls a form. Phones show one name only, so it is Vietnamese.
#[must_use]
pub fn form_name(form: &FieldForm) -> String {
    let FieldForm {
        kind, area, form, ..
    } = form;
    let title = &form.questionnaire.title.vi;
    match kind {
        SurveyKind::Collection => format!("{area}: {title}"),
        SurveyKind::DirectCheck => format!("{DIRECT_CHECK}, {area}: {title}"),
    }
}

impl Spoken for UnreadableForm {
    fn words(self) -> Text {
        match self {
            Self::NotXml => Text::of(
                "Phiếu gửi lên không phải XML hợp lệ, mã hóa UTF-8.",
                "The form is not well-formed XML in UTF-8.",
            ),
            Self::Declares => Text::of(
                "Phiếu gửi lên khai báo kiểu tài liệu hoặc thực thể, máy chủ không nhận.",
                "The form declares a document type or an entity, which is not taken.",
            ),
            Self::TooMuch => Text::of(
                "Phiếu gửi lên có quá nhiều thành phần hoặc lồng quá sâu.",
                "The form has too many or too deep elements.",
            ),
            Self::NoForm => Text::of(
                "Phiếu không ghi mã mẫu phiếu của máy chủ này.",
                "The form doesn't name a form of this server.",
            ),
            Self::NoInstanceId => Text::of(
                "Phiếu không có mã phiếu (instanceID) dạng uuid.",
                "The form has no instanceID of the shape uuid.",
            ),
            Self::Doubled => Text::of(
                "Phiếu có một phần ghi hai lần.",
                "A part of the form stands there twice.",
            ),
            Self::BadTime => Text::of(
                "Thời điểm ghi trên phiếu sai định dạng hoặc thiếu múi giờ.",
                "A time in the form is malformed, or has no offset.",
            ),
            Self::Replaces => Text::of(
                "Phiếu nêu mã phiếu cũ (deprecatedID) không hợp lệ.",
                "The form names the one that it replaces (deprecatedID) in a way that can't be read.",
            ),
        }
    }
}

const RECEIVED: Text = Text::of("Máy chủ đã nhận phiếu.", "The server has the form.");
const RECEIVED_BEFORE: Text = Text::of(
    "Máy chủ đã nhận phiếu này từ trước; phiếu chỉ được tính một lần.",
    "The server had this form before; it counts once.",
);

/// What a phone shows of a receipt.
#[must_use]
pub fn receipt(receipt: &Receipt, language: Language) -> String {
    match (receipt.status, receipt.code) {
        (ReceiptStatus::Duplicate, _) => RECEIVED_BEFORE.text(language).to_owned(),
        (ReceiptStatus::Rejected, Some(code)) => {
            receipts::rejection(code, receipt.kept, receipt.retry, language)
        }
        (ReceiptStatus::Accepted | ReceiptStatus::Rejected, _) => {
            RECEIVED.text(language).to_owned()
        }
    }
}
