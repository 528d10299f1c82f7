//! What is wrong with the enrolment of a collector, in words.

use crate::services::user_fault::UserFaultCode;
use crate::words::spoken::Text;

/// The words of a code of this subject; `None` for any other.
#[must_use]
pub const fn words(code: UserFaultCode) -> Option<Text> {
    Some(match code {
        UserFaultCode::NotACollector => Text::of(
            "Tên này thuộc một tài khoản không phải người lấy phiếu trong địa bàn; hãy dùng tên khác.",
            "An account of this name is not a collector of the area; use another name.",
        ),
        _ => return None,
    })
}
