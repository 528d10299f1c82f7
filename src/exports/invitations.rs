//! The invitations of a hamlet: a slip a household, with its code and a QR code.
//!
//! In Vietnamese: giấy mời trả lời phiếu.

use maud::{Markup, PreEscaped, html};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};

use super::page::document as framed;
use crate::domain::base::clock::shown;
use crate::domain::base::language::Language;
use crate::services::invitations::{Letter, Letters};
use crate::services::prints::Print;

/// Slips on a sheet.
const ON_A_SHEET: usize = 4;
/// Empty modules around a code (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;
/// A slip, to be cut off and folded.
const STYLE: &str = ".slip{display:flex;gap:6mm;border-bottom:1px dashed #000;padding:4mm 0;min-height:58mm}\
.slip svg{width:42mm;height:42mm;flex:none}.slip p{margin:1mm 0}\
.code{font:bold 18pt monospace;letter-spacing:1px}";

/// The slips as one document; `server` is the address under which residents reach it.
///
/// # Errors
/// Where the address doesn't fit into a QR code.
pub fn document(about: &Print, made: &Letters, server: &str) -> Result<String, QrError> {
    let slips = made
        .letters
        .iter()
        .map(|letter| slip(about, made, letter, server));
    let slips = slips.collect::<Result<Vec<_>, _>>()?;
    let sheet = |(number, slips): (usize, &[Markup])| {
        html! {
            @if number == 0 { style { (PreEscaped(STYLE)) } }
            @for slip in slips { (slip) }
        }
    };
    let sheets: Vec<Markup> = slips.chunks(ON_A_SHEET).enumerate().map(sheet).collect();
    let title = format!("Giấy mời trả lời phiếu - {}", made.hamlet.name);
    Ok(framed(&title, &sheets).into_string())
}

fn slip(about: &Print, made: &Letters, letter: &Letter, server: &str) -> Result<Markup, QrError> {
    let title = &about.form.questionnaire.title;
    let until = shown(made.survey.lifecycle.closes_at);
    let drawing = drawn(&format!("{server}{}", letter.code.path()))?;
    Ok(html! {
        div.slip {
            (drawing)
            div {
                p { b { (title.text(Language::Vi)) } }
                p { (made.hamlet.name) ", " (about.area) " · Hộ: " (letter.household) }
                p { "Quét mã, hoặc mở " b { (server) "/survey" } " và nhập mã mời:" }
                p.code { (letter.code.shown()) }
                p { "Mỗi hộ trả lời một lần, trước " (until) ". Ai giữ mã này có thể trả lời thay hộ: xin đừng đưa cho người khác." }
                p lang="en" { i { "Scan the code, or open the address and type the code. One answer a household. Whoever has the code can answer for you." } }
            }
        }
    })
}

/// A text as a QR code, sharp at any size.
fn drawn(text: &str) -> Result<Markup, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let side = code.width().saturating_add(QUIET.saturating_mul(2));
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        for (x, _) in row
            .iter()
            .enumerate()
            .filter(|(_, color)| **color == Color::Dark)
        {
            let (x, y) = (x.saturating_add(QUIET), y.saturating_add(QUIET));
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Ok(html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {side} {side}")) role="img" shape-rendering="crispEdges" {
            path d=(path) {}
        }
    })
}
