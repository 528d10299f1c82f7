//! What `verify` found, in words.

use super::recount::figure;
use crate::domain::base::language::Language;
use crate::services::verify::finding::{Finding, Wrong};

/// A finding as one line: table, id, what is wrong, what was expected and what is there.
#[must_use]
pub fn finding(found: &Finding, language: Language) -> String {
    let Finding {
        table,
        id,
        what,
        expected,
        found,
    } = found;
    let wrong = match language {
        Language::Vi => vietnamese(what),
        Language::En => english(what),
    };
    let values = match language {
        _ if expected.is_empty() && found.is_empty() => String::new(),
        Language::Vi => format!(": phải là {}, hiện là {}", shown(expected), shown(found)),
        Language::En => format!(": expected {}, found {}", shown(expected), shown(found)),
    };
    format!("{table} {id}: {wrong}{values}")
}

const fn shown(value: &str) -> &str {
    if value.is_empty() { "-" } else { value }
}

fn vietnamese(what: &Wrong) -> String {
    let text = match what {
        Wrong::Figure(differing) => return figure(differing, Language::Vi),
        Wrong::EntryChanged => "mục nhật ký kiểm toán đã bị sửa",
        Wrong::EntryMissing => "thiếu mục nhật ký kiểm toán",
        Wrong::EntryUnlinked => "mục nhật ký không nối tiếp mục trước (bị chèn, đổi chỗ hoặc thay)",
        Wrong::EntryUnchained => "có mục nhật ký ngoài chuỗi mà mục đầu không biết",
        Wrong::Head => "đầu chuỗi không phải là mục cuối cùng",
        Wrong::Pinned => {
            "đầu chuỗi đã ghi ra ngoài không còn trong chuỗi (bị cắt đuôi hoặc viết lại)"
        }
        Wrong::Checkpoint => "đầu chuỗi ghi trong mục neo không còn trong chuỗi của nó",
        Wrong::Vouched => "phần mà mục nhật ký bảo chứng đã bị sửa hoặc bị xóa",
        Wrong::RowChanged => "dòng khác với lần ghi nhật ký cuối cùng",
        Wrong::RowGone => "dòng đã mất mà nhật ký không ghi",
        Wrong::RowUnknown => "dòng không có mục nhật ký nào bảo chứng",
        Wrong::Content => "nội dung phiếu khác với lúc được nhận",
        Wrong::Household => "khóa hộ không phải của mã hộ",
        Wrong::Batch => "các phiếu của một lần gửi khác với mục nhật ký của lần gửi đó",
        Wrong::Unentered => "phiếu không thuộc mục nhật ký nào",
        Wrong::SecretKey => "khóa bí mật không phải là khóa ban đầu của cơ sở dữ liệu",
        Wrong::Follows => "không suy ra được từ nguồn của nó",
    };
    text.to_owned()
}

fn english(what: &Wrong) -> String {
    let text = match what {
        Wrong::Figure(differing) => return figure(differing, Language::En),
        Wrong::EntryChanged => "the audit entry was changed",
        Wrong::EntryMissing => "an audit entry is missing",
        Wrong::EntryUnlinked => {
            "the audit entry doesn't follow the one before (put in, swapped or reordered)"
        }
        Wrong::EntryUnchained => {
            "audit entries outside every chain that the first entry doesn't know"
        }
        Wrong::Head => "the chain's head is not its last entry",
        Wrong::Pinned => {
            "the head that was written down is not in the chain (cut off or rewritten)"
        }
        Wrong::Checkpoint => "the head that a checkpoint holds is not in its chain",
        Wrong::Vouched => "what the audit entry vouches for was changed or taken away",
        Wrong::RowChanged => "the row is not as it was last noted",
        Wrong::RowGone => "the row is gone, and no audit entry says so",
        Wrong::RowUnknown => "no audit entry vouches for the row",
        Wrong::Content => "the form's content is not what was taken in",
        Wrong::Household => "the household's key is not that of its code",
        Wrong::Batch => "the forms of a batch are not what its audit entry says",
        Wrong::Unentered => "forms of no audit entry",
        Wrong::SecretKey => "the secret key is not the one that the database began with",
        Wrong::Follows => "it doesn't follow from what it was made of",
    };
    text.to_owned()
}
