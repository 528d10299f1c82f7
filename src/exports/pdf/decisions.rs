//! The list of what was decided in a round, by decision.
//!
//! In Vietnamese: danh sách kèm theo quyết định công nhận.

use super::fault::PaperFault;
use super::flow::Paper;
use super::frame::{Head, proofs_of, spoken};
use super::table::{names, numbers, words};
use crate::domain::base::language::Language;
use crate::services::paper_votes::{DecidedItem, DecisionsPaper};
use crate::words::spoken::Spoken;

/// The list as a file of PDF/A.
///
/// # Errors
/// [`PaperFault`]
pub fn decisions(of: &DecisionsPaper) -> Result<Vec<u8>, PaperFault> {
    let mut paper = Paper::new()?;
    paper.head(&Head {
        above: "ỦY BAN NHÂN DÂN",
        issuer: &of.province.name,
        number: ".....",
        place: &of.province.name,
        day: None,
    });
    let about = format!("Đợt {} năm {}", of.round.ordinal, of.round.year);
    paper.title("DANH SÁCH QUYẾT ĐỊNH XÉT CÔNG NHẬN", &about);
    if of.decided.is_empty() {
        paper.text("Chưa có quyết định nào được ghi.");
    }
    for group in of
        .decided
        .chunk_by(|one, next| one.decision.id == next.decision.id)
    {
        section(&mut paper, group);
    }
    paper.signatures(&["Người lập danh sách", "Văn phòng Điều phối"]);
    let mut proofs: Vec<(String, String)> = of.decided.iter().filter_map(proof).collect();
    proofs.extend(proofs_of(&of.proof));
    paper.proofs(&proofs);
    paper.finish(
        &format!("Danh sách quyết định - {}", of.round.name),
        of.proof.made_at,
    )
}

fn section(paper: &mut Paper, group: &[DecidedItem]) {
    let Some(first) = group.first() else { return };
    let decision = &first.decision;
    paper.heading(&format!(
        "Quyết định số {}, {}, người ký: {}",
        decision.number,
        spoken(decision.decided_on),
        decision.signer
    ));
    let rows: Vec<Vec<String>> = (1_u32..)
        .zip(group)
        .map(|(number, item)| {
            vec![
                number.to_string(),
                item.area.code.clone(),
                item.area.name.clone(),
                item.candidacy.title.say(Language::Vi).to_owned(),
                item.decided.outcome.say(Language::Vi).to_owned(),
                item.decided.reason.clone().unwrap_or_default(),
            ]
        })
        .collect();
    let columns = [
        numbers("TT", 1),
        words("Mã", 2),
        names("Đơn vị", 4),
        words("Danh hiệu", 4),
        words("Quyết định", 3),
        words("Lý do", 4),
    ];
    paper.table(&columns, &rows);
}

fn proof(item: &DecidedItem) -> Option<(String, String)> {
    let result = item.frozen.as_ref()?;
    let label = format!(
        "Mã kiểm tra (SHA-256) kết quả lấy ý kiến, {}, chốt lần {}:",
        item.area.name, result.revision
    );
    Some((label, result.sha256.clone()))
}
