//! The text that is read out over the loudspeaker.
//!
//! In Vietnamese: bản tin phát thanh.

use maud::{Markup, html};

use super::page::head;
use crate::domain::base::language::Language;
use crate::domain::survey::posting::POSTING_DAYS;
use crate::services::prints::{Print, PrintedResult};

/// The text; nothing before the result is frozen.
pub(super) fn sections(print: &Print) -> Vec<Markup> {
    let result = print.result.iter();
    result.map(|result| text(print, result)).collect()
}

/// Whole sentences and whole numbers: a listener sees no table and hears no percent sign.
fn text(print: &Print, result: &PrintedResult) -> Markup {
    let figures = &result.figures;
    html! {
        (head(&print.area))
        h1 { "BẢN TIN PHÁT THANH" }
        p { "Kính thưa bà con nhân dân " (print.area) "." }
        p {
            "Ủy ban Mặt trận Tổ quốc đã tổng hợp kết quả lấy ý kiến: "
            (print.form.questionnaire.title.text(Language::Vi)) "."
        }
        p {
            "Toàn đơn vị có " (figures.households) " hộ; " (figures.responded) " hộ đã được lấy ý kiến. Có "
            (figures.collected) " phiếu thu về, trong đó " (figures.valid) " phiếu hợp lệ."
        }
        @if let Some(satisfied) = figures.satisfied {
            p { "Trong " (figures.valid) " phiếu hợp lệ, có " (satisfied) " phiếu trả lời hài lòng." }
        }
        p {
            "Kết quả được niêm yết đủ " (POSTING_DAYS)
            " ngày. Bà con thấy chỗ nào chưa đúng, xin phản ánh với Ban công tác Mặt trận thôn hoặc Ủy ban Mặt trận Tổ quốc "
            (print.area) "."
        }
        p { "Xin cảm ơn bà con đã lắng nghe." }
    }
}
