//! Faults of files of administrative units, in two languages.

use super::bilingual::{both, unsaid};
use crate::domain::base::clock::Day;
use crate::domain::base::import_fault::FaultReason as R;
use crate::domain::base::language::Bilingual;

/// A fault of a row of units.
pub(super) fn area_fault(reason: &R) -> Bilingual {
    match reason {
        R::NotAnAreaReference => both(
            "phải viết như 18628 hoặc 18628@2019-12-31",
            "must be written like 18628 or 18628@2019-12-31",
        ),
        R::NotAHamletCode => both(
            "mã thôn phải là mã xã, gạch nối và hai chữ số, như 18628-01",
            "a hamlet's code must be its commune's, a hyphen and two digits, like 18628-01",
        ),
        R::UnfitKind => both(
            "loại đơn vị mâu thuẫn với cấp",
            "the kind contradicts the level",
        ),
        R::OnlyOfHamlets => both(
            "chỉ thôn mới có số hộ; số hộ của xã là tổng các thôn",
            "only hamlets have households; a commune's are the sum of its hamlets'",
        ),
        R::OnlyOfCommunes => both(
            "chỉ đơn vị cấp xã mới có loại",
            "only units of commune level have a kind",
        ),
        R::OtherLevel => both(
            "mã này thuộc về một đơn vị ở cấp khác",
            "this code is that of a unit of another level",
        ),
        R::ProvinceWithParent
        | R::UnknownParent(_)
        | R::ParentNotAbove
        | R::UnknownPredecessor(_)
        | R::UndatedPredecessor => kinship_fault(reason),
        R::NoUnitInForce | R::Overlaps(_) | R::OutlivesParent(_) | R::LaterListOnRecord(_) => {
            time_fault(reason)
        }
        _ => unsaid(),
    }
}

fn kinship_fault(reason: &R) -> Bilingual {
    match reason {
        R::ProvinceWithParent => both("tỉnh không có cấp trên", "a province has no parent"),
        R::UnknownParent(day) => both(
            format!("không tìm thấy đơn vị cấp trên{}", vi_on(*day)),
            format!("no such unit{}", en_on(*day)),
        ),
        R::ParentNotAbove => both(
            "đơn vị cấp trên không ở cấp phù hợp",
            "the parent is not of a level right above",
        ),
        R::UnknownPredecessor(day) => both(
            format!("không tìm thấy đơn vị trước đó{}", vi_on(*day)),
            format!("no such unit{}", en_on(*day)),
        ),
        R::UndatedPredecessor => both(
            "đơn vị lập từ các đơn vị khác phải có ngày đầu: hãy điền valid_from",
            "a unit made of others has a first day: fill in valid_from",
        ),
        _ => unsaid(),
    }
}

fn time_fault(reason: &R) -> Bilingual {
    match reason {
        R::NoUnitInForce => both(
            "đơn vị mang mã này đã kết thúc; cần valid_from để lập đơn vị mới",
            "the unit with this code has ended; fill in valid_from to begin another",
        ),
        R::Overlaps(day) => both(
            format!(
                "thời gian trùng với một đơn vị khác cùng mã{}",
                day.map_or_else(String::new, |day| format!(" bắt đầu ngày {day}"))
            ),
            format!(
                "the days overlap those of another unit with this code{}",
                day.map_or_else(String::new, |day| format!(" that begins on {day}"))
            ),
        ),
        R::OutlivesParent(day) => both(
            format!("đơn vị cấp trên kết thúc trước đó, ngày {day}"),
            format!("the unit above it ends before, on {day}"),
        ),
        R::LaterListOnRecord(day) => both(
            format!(
                "đã có danh sách muộn hơn, từ ngày {day}; hãy nhập các danh sách theo thứ tự thời gian"
            ),
            format!("a later list, from {day}, is on record; import lists in order of time"),
        ),
        _ => unsaid(),
    }
}

fn vi_on(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| format!(" vào ngày {day}"))
}

fn en_on(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| format!(" on {day}"))
}
