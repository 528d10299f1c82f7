//! Faults of forms, regulations and references to the record, in two languages.

use super::bilingual::{both, unsaid};
use crate::domain::base::import_fault::FaultReason as R;
use crate::domain::base::language::Bilingual;

/// A fault of a questionnaire or regulation.
pub(super) fn rule_fault(reason: &R) -> Bilingual {
    match reason {
        R::NotAnXmlName => both(
            "phải là tên XML: bắt đầu bằng chữ cái hoặc gạch dưới, rồi chữ cái, chữ số, dấu chấm, gạch nối",
            "must be an XML name: a letter or underscore, then letters, digits, dots, hyphens",
        ),
        R::ReservedName => both(
            "tên này dành cho các trường của phiếu trên điện thoại",
            "this name is one of the form's own fields on a phone",
        ),
        R::OverallItems(found) => both(
            format!("phải có đúng một câu hỏi chung (overall = true), tệp có {found}"),
            format!("exactly one item must be the overall one (overall = true), not {found}"),
        ),
        R::Entries(least, most) => both(
            format!("phải có từ {least} đến {most} mục"),
            format!("must have {least} to {most} entries"),
        ),
        R::NoPositiveOption => both(
            "câu hỏi chung phải có một lựa chọn \"positive\" (hài lòng)",
            "the overall item needs an option whose sentiment is positive",
        ),
        R::OverlayOfItself => both(
            "bộ quy định không thể bổ sung cho chính nó",
            "a set of rules can't lie over itself",
        ),
        R::UnfitBase(fit) => both(
            format!("mẫu số này không dùng được ở đây; dùng một trong: {fit}"),
            format!("this base can't be used here; use one of: {fit}"),
        ),
        R::UnfitEach => both(
            "đơn vị ở cấp này không gồm các đơn vị như vậy",
            "an area of this level has no such units in it",
        ),
        _ => unsaid(),
    }
}

/// A fault that shows only against what is on record, or of a token's role.
pub(super) fn record_fault(reason: &R) -> Bilingual {
    match reason {
        R::UnknownHamlet => both("không có thôn nào mang mã này", "no hamlet has this code"),
        R::UnknownArea => both(
            "không có đơn vị nào mang mã này vào ngày đó",
            "no unit has this code on that day",
        ),
        R::UnknownRound => both("chưa có đợt này", "there is no such round"),
        R::UnknownRegulation => both(
            "không có bộ quy định nào mang mã này",
            "no regulation has this code",
        ),
        R::UnknownProvince => both(
            "không xác định được tỉnh: không có tỉnh nào mang mã này, hoặc có nhiều tỉnh",
            "the province can't be told: none has this code, or there are several",
        ),
        R::FixedInRound => both(
            "đợt này đã có và không thể đổi điều này",
            "the round is on record, and this of it can't be changed",
        ),
        R::UnknownBase => both(
            "chưa có bộ quy định gốc này",
            "the base is not on record yet",
        ),
        R::UnfitTitle => both(
            "danh hiệu này không dành cho đơn vị ở cấp và loại này",
            "this title is not for units of this level and kind",
        ),
        R::NotInMergerPlan => both(
            "xã không nằm trong phương án sáp nhập nào đã ghi nhận",
            "the commune stands in no recorded merger plan",
        ),
        R::OtherContent => both(
            "mã và phiên bản này đã có với nội dung khác; hãy tăng phiên bản",
            "this code and version is on record with other content; raise the version",
        ),
        R::UnknownAccount => both("chưa có tài khoản mang tên này", "no account has this name"),
        R::TermsOverlap => both(
            "thời gian trùng với một dòng đã ghi nhận",
            "the days overlap those on record",
        ),
        R::AreaNeeded => both(
            "vai trò này cần ít nhất một địa bàn",
            "this role needs at least one area",
        ),
        R::AgencyNeeded => both("vai trò này cần mã cơ quan", "this role needs an agency"),
        R::UnfitArea => both(
            "vai trò này không dành cho địa bàn ở cấp đó",
            "this role is not held for areas of this level",
        ),
        _ => unsaid(),
    }
}
