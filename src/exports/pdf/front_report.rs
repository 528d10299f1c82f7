//! The Front's report as it was handed in, laid out from its own content.
//!
//! In Vietnamese: báo cáo của Ủy ban Mặt trận Tổ quốc (thông báo 05-TB/BCĐ, mục 11).

use serde_json::Value;

use super::count_record::percent_of;
use super::fault::PaperFault;
use super::flow::Paper;
use super::frame::{Head, proofs_of};
use super::table::{names, numbers, words};
use crate::domain::base::language::Language;
use crate::domain::base::ratio::Share;
use crate::domain::law::title::Title;
use crate::domain::recognition::front_report::FrontConclusion;
use crate::domain::recognition::opinion::Organisation;
use crate::services::paper_figures::ReportPaper;
use crate::words::spoken::Spoken;

/// The report as a file of PDF/A.
///
/// # Errors
/// [`PaperFault`]
pub fn front_report(of: &ReportPaper) -> Result<Vec<u8>, PaperFault> {
    let report = &of.view.report;
    // Its canonical text is the program's own; what can't be read in it is left out.
    let content: Value = serde_json::from_str(&report.content).unwrap_or_default();
    let mut paper = Paper::new()?;
    let place = of.province.as_ref().map_or("", |area| area.name.as_str());
    paper.head(&Head {
        above: "ỦY BAN MTTQ VIỆT NAM",
        issuer: place,
        number: &report.number,
        place,
        day: Some(report.reported_on),
    });
    paper.title(
        "BÁO CÁO",
        "Kết quả lấy ý kiến về sự hài lòng của người dân và thẩm tra của Mặt trận",
    );
    if report.version > 1 {
        let reason = report.reason.as_deref().unwrap_or_default();
        paper.text(&format!("Bản sửa lần {}: {reason}", report.version));
    }
    let candidacies = list(&content, "candidacies");
    for (number, one) in (1_u32..).zip(candidacies) {
        candidacy(&mut paper, number, one);
    }
    paper.signatures(&[
        "Nơi nhận",
        &format!("TM. BAN THƯỜNG TRỰC {}", report.signer),
    ]);
    let label = format!("Mã kiểm tra (SHA-256) của báo cáo, bản {}:", report.version);
    let mut proofs = vec![(label, report.sha256.clone())];
    proofs.extend(candidacies.iter().filter_map(proof));
    proofs.extend(proofs_of(&of.proof));
    paper.proofs(&proofs);
    paper.finish(&format!("Báo cáo {}", report.number), of.proof.made_at)
}

fn candidacy(paper: &mut Paper, number: u32, one: &Value) {
    let area = text(one, "/area/name");
    let title = term::<Title>(text(one, "/title"));
    paper.heading(&format!("{number}. {area} - {title}"));
    let conclusion = term::<FrontConclusion>(text(one, "/conclusion"));
    paper.text(&format!("Kết luận: {conclusion}. {}", text(one, "/note")));
    figures(paper, "Lấy ý kiến tất cả các hộ", one.pointer("/survey"));
    for check in list(one, "directChecks") {
        figures(paper, "Kiểm tra trực tiếp của Mặt trận", Some(check));
    }
    opinions(paper, one);
    let comments = one.pointer("/comments/received").and_then(Value::as_i64);
    if let Some(count) = comments {
        paper.text(&format!("Ý kiến phản ánh của người dân: {count}."));
    }
}

fn figures(paper: &mut Paper, what: &str, survey: Option<&Value>) {
    let Some(survey) = survey else { return };
    let count = |name: &str| survey.get(name).and_then(Value::as_i64);
    let shown = |name: &str| count(name).map_or_else(String::new, |count| count.to_string());
    let heard = Share::of(
        count("responded").unwrap_or_default(),
        count("households").unwrap_or_default(),
    );
    let row = vec![
        what.to_owned(),
        shown("households"),
        shown("responded"),
        percent_of(heard),
        shown("collected"),
        shown("valid"),
        overall(survey),
    ];
    let columns = [
        names("Số liệu", 5),
        numbers("Số hộ", 2),
        numbers("Được hỏi", 2),
        numbers("Tỷ lệ", 2),
        numbers("Thu về", 2),
        numbers("Hợp lệ", 2),
        numbers("Hài lòng chung", 2),
    ];
    paper.table(&columns, &[row]);
}

/// How many chose each option of the overall item, where the result says it; how many were
/// satisfied, where the form names its options as the law's forms do.
fn overall(survey: &Value) -> String {
    let Some(options) = survey.get("overall").and_then(Value::as_object) else {
        return "không nêu".to_owned();
    };
    if let Some(count) = options.get("SATISFIED").and_then(Value::as_i64) {
        return count.to_string();
    }
    let each = options
        .iter()
        .map(|(code, count)| format!("{code}: {count}"));
    each.collect::<Vec<_>>().join("; ")
}

fn opinions(paper: &mut Paper, one: &Value) {
    let rows: Vec<Vec<String>> = list(one, "opinions")
        .iter()
        .map(|opinion| {
            let named = text(opinion, "/name");
            let body = if named.is_empty() {
                term::<Organisation>(text(opinion, "/organisation"))
            } else {
                named.to_owned()
            };
            let agrees = opinion.get("agrees").and_then(Value::as_bool);
            let word = if agrees == Some(true) {
                "đồng ý"
            } else {
                "chưa đồng ý"
            };
            vec![body, word.to_owned(), text(opinion, "/note").to_owned()]
        })
        .collect();
    if !rows.is_empty() {
        let columns = [
            names("Tổ chức chính trị - xã hội", 4),
            words("Ý kiến", 2),
            words("Ghi chú", 4),
        ];
        paper.table(&columns, &rows);
    }
}

fn proof(one: &Value) -> Option<(String, String)> {
    let hash = one.pointer("/survey/sha256")?.as_str()?;
    let area = text(one, "/area/name");
    let label = format!("Mã kiểm tra (SHA-256) kết quả lấy ý kiến, {area}:");
    Some((label, hash.to_owned()))
}

fn list<'a>(of: &'a Value, name: &str) -> &'a [Value] {
    of.get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn text<'a>(of: &'a Value, pointer: &str) -> &'a str {
    of.pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// The words of a fixed name; the name itself where it is not known.
fn term<T: std::str::FromStr + Spoken>(name: &str) -> String {
    let known = name.parse::<T>().ok();
    known.map_or_else(
        || name.to_owned(),
        |value| value.say(Language::Vi).to_owned(),
    )
}
