//! A survey's papers as one document of HTML.

use super::{count_sheet, forms, loudspeaker, page, posting};
use crate::services::prints::{Print, PrintKind};

/// The papers of a kind; of blank forms, `count` of each hamlet or one for each household.
#[must_use]
pub fn document(print: &Print, kind: PrintKind, count: Option<u32>) -> String {
    let (title, sections) = match kind {
        PrintKind::Forms => ("Phiếu lấy ý kiến", forms::sections(print, count)),
        PrintKind::CountRecord => ("Biên bản kiểm phiếu", count_sheet::sections(print)),
        PrintKind::Posting => ("Niêm yết kết quả", posting::sections(print)),
        PrintKind::Loudspeaker => ("Bản tin phát thanh", loudspeaker::sections(print)),
    };
    let title = format!("{title} - {}", print.area);
    page::document(&title, &sections).into_string()
}
