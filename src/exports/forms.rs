//! Numbered blank forms, one sheet a household.
//!
//! In Vietnamese: phiếu lấy ý kiến.

use maud::{Markup, html};

use super::page::{head, lines};
use crate::domain::base::language::Language;
use crate::domain::survey::questionnaire::Item;
use crate::domain::survey::record::SurveyHamlet;
use crate::services::prints::{MOST_PRINTED, Print};

/// So many forms of each hamlet, or as many as it has households.
pub(super) fn sections(print: &Print, count: Option<u32>) -> Vec<Markup> {
    let mut sections = Vec::new();
    for hamlet in &print.hamlets {
        let households = u32::try_from(hamlet.households).unwrap_or(MOST_PRINTED);
        let count = count.unwrap_or(households).clamp(1, MOST_PRINTED);
        sections.extend((1..=count).map(|number| form(print, hamlet, number)));
    }
    sections
}

fn form(print: &Print, hamlet: &SurveyHamlet, number: u32) -> Markup {
    let questionnaire = &print.form.questionnaire;
    html! {
        (head(&print.area))
        h1 { (questionnaire.title.text(Language::Vi)) }
        p { "Số phiếu: " b { (hamlet.code) "/" (format!("{number:04}")) } " · " (hamlet.name) ", " (print.area) }
        p { "Ông/bà đánh dấu X vào một ô của mỗi nội dung. Phiếu không ghi họ tên; có thể để trống nội dung không muốn trả lời." }
        @for group in groups(&questionnaire.items) { (table(group)) }
        p { "Ý kiến khác:" }
        (lines(3))
    }
}

/// Items next to each other with the same choices share a table's head.
fn groups(items: &[Item]) -> Vec<&[Item]> {
    let labels = |item: &Item| -> Vec<String> {
        let options = item.options.iter();
        options.map(|option| option.label.vi.clone()).collect()
    };
    items
        .chunk_by(|one, next| labels(one) == labels(next))
        .collect()
}

fn table(items: &[Item]) -> Markup {
    let options = items
        .first()
        .map_or(&[][..], |item| item.options.as_slice());
    html! {
        table {
            thead {
                tr {
                    th { "Nội dung" }
                    @for option in options { th.box { (option.label.text(Language::Vi)) } }
                }
            }
            tbody {
                @for item in items {
                    tr {
                        td { (item.label.text(Language::Vi)) }
                        @for _ in options { td.box { "☐" } }
                    }
                }
            }
        }
    }
}
