//! The council's minutes of a vote: quorum, ballots, what was carried.
//!
//! In Vietnamese: biên bản họp và kiểm phiếu của hội đồng.

use super::face::Style;
use super::fault::PaperFault;
use super::flow::{Align, Paper, SMALL};
use super::frame::{Head, proofs_of, spoken};
use super::table::{names, numbers, words};
use crate::domain::base::language::Language;
use crate::services::paper_votes::{MinutesPaper, VotedItem};
use crate::words::spoken::Spoken;
use crate::words::votes::{majority, quorum};

/// The minutes as a file of PDF/A.
///
/// # Errors
/// [`PaperFault`]
pub fn minutes(of: &MinutesPaper) -> Result<Vec<u8>, PaperFault> {
    let mut paper = Paper::new()?;
    paper.head(&Head {
        above: &of.province.name,
        issuer: "HỘI ĐỒNG THẨM ĐỊNH NÔNG THÔN MỚI",
        number: "..... /BB-HĐ",
        place: &of.province.name,
        day: Some(of.session.held_on),
    });
    let about = format!(
        "Xét công nhận đợt {} năm {}",
        of.round.ordinal, of.round.year
    );
    paper.title("BIÊN BẢN HỌP HỘI ĐỒNG VÀ KIỂM PHIẾU", &about);
    attendance(&mut paper, of);
    ballots(&mut paper, of);
    paper.signatures(&["Thư ký", "Tổ kiểm phiếu", "Chủ tịch hội đồng"]);
    let mut proofs: Vec<(String, String)> = of.items.iter().filter_map(proof).collect();
    proofs.extend(proofs_of(&of.proof));
    paper.proofs(&proofs);
    let day = spoken(of.session.held_on);
    paper.finish(&format!("Biên bản họp hội đồng {day}"), of.proof.made_at)
}

fn attendance(paper: &mut Paper, of: &MinutesPaper) {
    paper.heading("1. Thành phần");
    paper.text(&format!(
        "Họp {} tại {}; hình thức: {}.",
        spoken(of.session.held_on),
        of.session.venue,
        of.session.mode.say(Language::Vi)
    ));
    let rows: Vec<Vec<String>> = of
        .progress
        .seats
        .iter()
        .map(|(member, present)| {
            let there = if *present {
                "có mặt"
            } else {
                "vắng mặt"
            };
            let position = member.position.say(Language::Vi);
            vec![member.name.clone(), position.to_owned(), there.to_owned()]
        })
        .collect();
    paper.table(
        &[
            names("Thành viên", 4),
            words("Chức danh", 3),
            words("Dự họp", 2),
        ],
        &rows,
    );
    let there = of.progress.assembly;
    paper.text(&format!(
        "Có mặt {}/{} thành viên.",
        there.present, there.members
    ));
    if let Some(held) = &of.progress.quorum {
        paper.text(&quorum(held, Language::Vi).message);
    }
    if let Some(envelopes) = of.progress.envelopes {
        paper.text(&format!(
            "Phong bì phát ra {}, thu về {}.",
            envelopes.handed_out, envelopes.returned
        ));
    }
}

fn ballots(paper: &mut Paper, of: &MinutesPaper) {
    paper.heading("2. Kết quả kiểm phiếu");
    let rows: Vec<Vec<String>> = (1_u32..)
        .zip(&of.items)
        .map(|(number, item)| row(number, item))
        .collect();
    let columns = [
        numbers("TT", 1),
        names("Đơn vị, danh hiệu", 5),
        numbers("Phát ra", 2),
        numbers("Thu về", 2),
        numbers("Hợp lệ", 2),
        numbers("Không hợp lệ", 2),
        numbers("Đồng ý", 2),
        numbers("Không đồng ý", 2),
        numbers("Ý kiến khác", 2),
        words("Kết quả", 2),
    ];
    paper.table(&columns, &rows);
    let adds_up = of.items.iter().all(adds_up);
    let footing = if adds_up {
        "Đối chiếu: thu về = hợp lệ + không hợp lệ; hợp lệ = đồng ý + không đồng ý + ý kiến khác: khớp ở mọi hồ sơ."
    } else {
        "Đối chiếu: thu về = hợp lệ + không hợp lệ; hợp lệ = đồng ý + không đồng ý + ý kiến khác: CÓ HỒ SƠ KHÔNG KHỚP."
    };
    paper.text(footing);
    for item in &of.items {
        if let Some(held) = &item.vote.majority {
            let message = majority(held, Language::Vi).message;
            let text = format!("{}: {message}", item.area.name);
            paper.paragraph(&text, Align::Left, Style::Regular, SMALL);
        }
    }
}

fn row(number: u32, item: &VotedItem) -> Vec<String> {
    let figures = item.vote.figures;
    let title = item.candidacy.title.say(Language::Vi);
    let passed = if item.vote.passed {
        "thông qua"
    } else {
        "không thông qua"
    };
    vec![
        number.to_string(),
        format!("{} - {title}", item.area.name),
        figures.handed_out.to_string(),
        figures.returned.to_string(),
        figures.valid.to_string(),
        figures.spoilt.to_string(),
        figures.votes.agree.to_string(),
        figures.votes.disagree.to_string(),
        figures.votes.abstain.to_string(),
        passed.to_owned(),
    ]
}

fn adds_up(item: &VotedItem) -> bool {
    let figures = item.vote.figures;
    figures.returned == figures.valid.saturating_add(figures.spoilt)
        && figures.valid == figures.votes.total()
}

fn proof(item: &VotedItem) -> Option<(String, String)> {
    let result = item.frozen.as_ref()?;
    let label = format!(
        "Mã kiểm tra (SHA-256) kết quả lấy ý kiến, {}, chốt lần {}:",
        item.area.name, result.revision
    );
    Some((label, result.sha256.clone()))
}
