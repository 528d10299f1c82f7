//! The count record of a hamlet or a commune, filled from the frozen result.
//!
//! In Vietnamese: biên bản kiểm phiếu.

use super::fault::PaperFault;
use super::flow::Paper;
use super::frame::{Head, proofs_of};
use super::table::{names, numbers};
use crate::domain::base::language::Language;
use crate::domain::base::ratio::Share;
use crate::services::paper_figures::CountPaper;
use crate::services::results::ApprovalView;
use crate::words::figures::percent;

/// The record as a file of PDF/A.
///
/// # Errors
/// [`PaperFault`]
pub fn count_record(of: &CountPaper) -> Result<Vec<u8>, PaperFault> {
    let mut paper = Paper::new()?;
    let form = &of.line.sight.result.form.questionnaire;
    let place = match &of.hamlet {
        Some(one) => format!("{}, {}", one.hamlet.name, of.area.name),
        None => of.area.name.clone(),
    };
    paper.head(&Head {
        above: "ỦY BAN MTTQ VIỆT NAM",
        issuer: &of.area.name,
        number: "..... /BB",
        place: &of.area.name,
        day: None,
    });
    let about = format!("{} - {place}", form.title.text(Language::Vi));
    paper.title("BIÊN BẢN KIỂM PHIẾU", &about);
    let (households, responded) = heard(of);
    paper.text(&format!(
        "Tổ kiểm phiếu đã kiểm phiếu lấy ý kiến tại {place} và ghi nhận: tổng số hộ {households}, \
         số hộ được lấy ý kiến {responded}{}.",
        shown(Share::of(responded, households))
    ));
    match approval(of) {
        Some(view) => figures(&mut paper, of, view),
        None => paper.text(
            "Số phiếu trả lời quá ít nên không nêu số liệu theo nội dung, để không lộ ý kiến của từng hộ.",
        ),
    }
    paper.text(
        "Mỗi nội dung: hài lòng + chưa hài lòng + ý kiến khác + để trống = phiếu hợp lệ. Biên bản lập \
         từ kết quả đã chốt trong hệ thống.",
    );
    paper.signatures(&[
        "Tổ trưởng tổ kiểm phiếu",
        "Ban công tác Mặt trận",
        "Đại diện hộ dân",
    ]);
    let label = format!(
        "Mã kiểm tra (SHA-256) của kết quả chốt lần {}:",
        of.frozen.revision
    );
    let mut proofs = vec![(label, of.frozen.sha256.clone())];
    proofs.extend(proofs_of(&of.proof));
    paper.proofs(&proofs);
    paper.finish(&format!("Biên bản kiểm phiếu - {place}"), of.proof.made_at)
}

fn heard(of: &CountPaper) -> (i64, i64) {
    let coverage = match &of.hamlet {
        Some(one) => one.sight.view.coverage,
        None => of.line.sight.result.coverage.coverage,
    };
    (coverage.households, coverage.responded)
}

fn approval(of: &CountPaper) -> Option<&ApprovalView> {
    match &of.hamlet {
        Some(one) => one.sight.view.approval.as_deref(),
        None => of.line.sight.approval.shown().map(AsRef::as_ref),
    }
}

fn figures(paper: &mut Paper, of: &CountPaper, view: &ApprovalView) {
    let valid = view.valid();
    let mut rows = Vec::new();
    let issued = of.hamlet.as_ref().and_then(|one| one.hamlet.issued);
    if let Some(issued) = issued {
        rows.push(row("Phiếu phát ra", issued, ""));
    }
    rows.push(row("Phiếu thu về", view.collected, ""));
    rows.push(row("Phiếu không hợp lệ", view.spoilt, ""));
    rows.push(row("Phiếu hợp lệ", valid, ""));
    rows.push(row(
        "Hài lòng chung",
        view.overall.satisfied,
        &percent_of(view.share()),
    ));
    paper.table(
        &[
            names("Số phiếu", 5),
            numbers("Số lượng", 2),
            numbers("Tỷ lệ", 2),
        ],
        &rows,
    );
    paper.heading("Kết quả theo nội dung");
    let items = &of.line.sight.result.form.questionnaire.items;
    let rows: Vec<Vec<String>> = view
        .items
        .iter()
        .filter_map(|one| {
            let item = items.get(one.position)?;
            let count = one.count;
            let share = Share::of(count.satisfied, count.answered);
            Some(vec![
                item.label.text(Language::Vi).to_owned(),
                count.satisfied.to_string(),
                count.not_satisfied.to_string(),
                count.other_opinion.to_string(),
                valid.saturating_sub(count.answered).to_string(),
                percent_of(share),
            ])
        })
        .collect();
    let columns = [
        names("Nội dung", 8),
        numbers("Hài lòng", 2),
        numbers("Chưa hài lòng", 2),
        numbers("Ý kiến khác", 2),
        numbers("Để trống", 2),
        numbers("Tỷ lệ hài lòng", 2),
    ];
    paper.table(&columns, &rows);
    if !view.withheld_items.is_empty() {
        let left_out = view.withheld_items.join(", ");
        paper.text(&format!("Không nêu vì quá ít phiếu trả lời: {left_out}."));
    }
}

fn row(label: &str, count: i64, share: &str) -> Vec<String> {
    vec![label.to_owned(), count.to_string(), share.to_owned()]
}

/// A share behind its count; nothing where its base is 0.
fn shown(share: Share) -> String {
    let shown = percent_of(share);
    if shown.is_empty() {
        shown
    } else {
        format!(" ({shown})")
    }
}

pub(super) fn percent_of(share: Share) -> String {
    let shown = share.hundredths();
    shown.map_or_else(String::new, |shown| percent(shown, Language::Vi))
}
