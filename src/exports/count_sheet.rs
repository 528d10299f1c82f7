//! The empty count record of a hamlet, to be filled in and signed.
//!
//! In Vietnamese: biên bản kiểm phiếu.

use maud::{Markup, html};

use super::page::head;
use crate::domain::base::language::Language;
use crate::domain::survey::questionnaire::Item;
use crate::domain::survey::record::SurveyHamlet;
use crate::services::prints::Print;

/// One record for each hamlet.
pub(super) fn sections(print: &Print) -> Vec<Markup> {
    let hamlets = print.hamlets.iter();
    hamlets.map(|hamlet| record(print, hamlet)).collect()
}

fn record(print: &Print, hamlet: &SurveyHamlet) -> Markup {
    let questionnaire = &print.form.questionnaire;
    html! {
        (head(&print.area))
        h1 { "BIÊN BẢN KIỂM PHIẾU" br; (questionnaire.title.text(Language::Vi)) }
        p { b { (hamlet.name) } " (" (hamlet.code) "), " (print.area) " · Số hộ: " (hamlet.households) }
        p { "Hôm nay, ngày ..... tháng ..... năm ......., tại .................................., tổ kiểm phiếu đã kiểm và ghi nhận:" }
        (paper())
        p { "Mỗi nội dung: tổng các phương án và để trống phải bằng số phiếu hợp lệ." }
        @for item in &questionnaire.items { (row(item)) }
        p { "Biên bản được ký trước khi nhập vào hệ thống; hai người nhập riêng." }
        div.signatures {
            div { b { "Tổ trưởng tổ kiểm phiếu" } br; i { "(ký, ghi rõ họ tên)" } }
            div { b { "Ban công tác Mặt trận" } br; i { "(ký, ghi rõ họ tên)" } }
            div { b { "Đại diện hộ dân chứng kiến" } br; i { "(ký, ghi rõ họ tên)" } }
        }
    }
}

/// Forms by what became of them: issued = collected + missing, collected = valid + spoilt.
fn paper() -> Markup {
    let fields = ["Phát ra", "Thu về", "Hợp lệ", "Không hợp lệ", "Thất lạc"];
    html! {
        table {
            tr { @for field in fields { th.box { (field) } } }
            tr { @for _ in fields { td.box { br; } } }
        }
        p { "Thu về = hợp lệ + không hợp lệ; phát ra = thu về + thất lạc." }
    }
}

fn row(item: &Item) -> Markup {
    html! {
        table {
            tr { th colspan=(item.options.len().saturating_add(1)) { (item.label.text(Language::Vi)) } }
            tr {
                @for option in &item.options { td.box { (option.label.text(Language::Vi)) } }
                td.box { "Để trống" }
            }
            tr {
                @for _ in &item.options { td.box { br; } }
                td.box { br; }
            }
        }
    }
}
