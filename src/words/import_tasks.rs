//! Faults of notices and indicators, in two languages.

use super::bilingual::both;
use crate::domain::base::import_fault::TaskReason as R;
use crate::domain::base::language::Bilingual;

/// A fault of a notice or of a file of indicators.
pub(super) fn task_fault(reason: &R) -> Bilingual {
    match reason {
        R::UnknownAgency(code) => both(
            format!("không có cơ quan nào mang mã {code}"),
            format!("no agency has the code {code}"),
        ),
        R::NotOneOwner => both(
            "mỗi nhiệm vụ nêu đúng một trong ba: agencies, areas, each",
            "a task names exactly one of agencies, areas, each",
        ),
        R::NotADecimal => both(
            "phải là số thập phân có nhiều nhất 15 chữ số, trong đó 6 chữ số sau dấu chấm, như 5.82",
            "must be a decimal number of at most 15 digits, 6 of them decimals, like 5.82",
        ),
        R::InTheFuture => both("là ngày chưa đến", "is a day that is yet to come"),
        R::OtherValue => both(
            "đơn vị, chỉ tiêu và ngày này đã có giá trị khác",
            "another value is on record for this area, code and day",
        ),
    }
}
