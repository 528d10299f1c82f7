//! The sheet that hangs out: the frozen result's figures, and its hash.
//!
//! In Vietnamese: niêm yết kết quả.

use maud::{Markup, html};

use super::page::{grouped, head};
use crate::domain::base::language::Language;
use crate::domain::base::ratio::Share;
use crate::domain::survey::posting::POSTING_DAYS;
use crate::services::prints::{Print, PrintedResult};
use crate::words::figures::percent;

/// The sheet; nothing before the result is frozen.
pub(super) fn sections(print: &Print) -> Vec<Markup> {
    let result = print.result.iter();
    result.map(|result| sheet(print, result)).collect()
}

fn sheet(print: &Print, result: &PrintedResult) -> Markup {
    let figures = &result.figures;
    let heard = share(figures.responded, figures.households);
    let satisfied = figures.satisfied;
    html! {
        (head(&print.area))
        h1 { "NIÊM YẾT KẾT QUẢ" br; (print.form.questionnaire.title.text(Language::Vi)) }
        table {
            (row("Số hộ của đơn vị", figures.households, ""))
            (row("Số hộ được lấy ý kiến", figures.responded, &heard))
            (row("Phiếu thu về", figures.collected, ""))
            (row("Phiếu không hợp lệ", figures.spoilt, ""))
            (row("Phiếu hợp lệ", figures.valid, ""))
            @match satisfied {
                Some(count) => (row("Hài lòng chung", count, &share(count, figures.valid))),
                None => tr { td { "Hài lòng chung" } td colspan="2" { "không nêu vì quá ít phiếu trả lời" } },
            }
        }
        p { "Tỷ lệ hộ tính trên số hộ của đơn vị; tỷ lệ hài lòng tính trên số phiếu hợp lệ." }
        @if let Some(posting) = &result.posting {
            p { "Niêm yết từ ngày " (posting.hung_out_on.format("%d/%m/%Y")) ", đủ " (POSTING_DAYS) " ngày kể từ ngày hôm sau." }
        } @else {
            p { "Niêm yết từ ngày ..... tháng ..... năm ......., đủ " (POSTING_DAYS) " ngày kể từ ngày hôm sau." }
        }
        p { "Ai thấy kết quả chưa đúng xin phản ánh với Ủy ban MTTQ Việt Nam " (print.area) " trong thời gian niêm yết." }
        p { "Kết quả chốt lần " (result.frozen.revision) ". Mã kiểm tra (SHA-256) của kết quả đã chốt:" }
        p.hash { (grouped(&result.frozen.sha256)) }
        div.signatures { div { b { "TM. BAN THƯỜNG TRỰC" } br; i { "(ký tên, đóng dấu)" } } }
    }
}

fn row(label: &str, count: i64, share: &str) -> Markup {
    html! { tr { td { (label) } td.number { (count) } td.number { (share) } } }
}

/// A share with its base in the label; empty where the base is 0.
fn share(count: i64, base: i64) -> String {
    let shown = Share::of(count, base).hundredths();
    shown.map_or_else(String::new, |shown| percent(shown, Language::Vi))
}
