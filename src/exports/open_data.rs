//! Published results as CSV, a row an item, and what each column means.

use crate::domain::base::clock::Day;
use crate::domain::base::language::Language;
use crate::domain::base::ratio::Share;
use crate::services::open_results::{OpenItem, OpenResult};
use crate::words::spoken::Text;

/// The columns: name, kind of value, what it means.
const COLUMNS: [(&str, &str, Text); 25] = [
    (
        "survey_id",
        "text",
        Text::of("mã cuộc lấy ý kiến", "id of the survey"),
    ),
    (
        "kind",
        "COLLECTION | DIRECT_CHECK",
        Text::of(
            "hình thức: thu phiếu hoặc kiểm tra trực tiếp",
            "whether all households or a sample were asked",
        ),
    ),
    (
        "title",
        "code",
        Text::of("danh hiệu đang xét", "the title that it is for"),
    ),
    (
        "province",
        "text",
        Text::of("tên tỉnh", "name of the province"),
    ),
    (
        "district",
        "text",
        Text::of(
            "tên huyện; để trống nếu không có",
            "name of the district; empty where there is none",
        ),
    ),
    (
        "area_code",
        "text",
        Text::of(
            "mã đơn vị được lấy ý kiến, giữ số 0 ở đầu",
            "code of the area asked, zeros in front kept",
        ),
    ),
    (
        "area",
        "text",
        Text::of("tên đơn vị được lấy ý kiến", "name of the area asked"),
    ),
    (
        "published_on",
        "date",
        Text::of("ngày công bố", "first day on which it was public"),
    ),
    (
        "revision",
        "integer",
        Text::of("lần chốt", "revision, from 1"),
    ),
    (
        "sha256",
        "hex",
        Text::of("mã băm của kết quả đã chốt", "hash of the frozen result"),
    ),
    (
        "households",
        "integer",
        Text::of("số hộ phải lấy ý kiến", "households that were to be heard"),
    ),
    (
        "responded",
        "integer",
        Text::of("số hộ đã lấy ý kiến", "households heard"),
    ),
    (
        "collected",
        "integer",
        Text::of("số phiếu thu về", "forms collected"),
    ),
    (
        "spoilt",
        "integer",
        Text::of("phiếu không hợp lệ", "forms that can't be counted"),
    ),
    (
        "valid",
        "integer",
        Text::of(
            "phiếu hợp lệ = thu về - không hợp lệ",
            "collected less spoilt",
        ),
    ),
    (
        "voided",
        "integer",
        Text::of(
            "phiếu bị loại khỏi số đếm; để trống ở kết quả cũ",
            "responses taken out of the count; empty in older results",
        ),
    ),
    (
        "set_aside",
        "integer",
        Text::of(
            "phiếu để riêng không đếm (hộ đã trả lời, nộp muộn)",
            "forms set aside: household had answered, or late",
        ),
    ),
    (
        "item",
        "text",
        Text::of("mã nội dung hỏi", "code of the item"),
    ),
    ("question", "text", Text::of("câu hỏi", "the question")),
    (
        "overall",
        "true | false",
        Text::of(
            "là nội dung hài lòng chung",
            "whether it is the overall item",
        ),
    ),
    (
        "satisfied",
        "integer",
        Text::of(
            "hài lòng; để trống khi quá ít phiếu (dưới 5)",
            "satisfied; empty where too few answered (under 5)",
        ),
    ),
    (
        "not_satisfied",
        "integer",
        Text::of(
            "chưa hài lòng; để trống khi quá ít phiếu",
            "not satisfied; empty where too few answered",
        ),
    ),
    (
        "other_opinion",
        "integer",
        Text::of(
            "ý kiến khác; để trống khi quá ít phiếu",
            "of another opinion; empty where too few answered",
        ),
    ),
    (
        "satisfied_percent",
        "percent",
        Text::of(
            "hài lòng trên số phiếu hợp lệ có trả lời nội dung này",
            "satisfied, of valid forms that answered the item",
        ),
    ),
    (
        "satisfied_of_households_percent",
        "percent",
        Text::of(
            "hài lòng chung trên tổng số hộ; chỉ ở nội dung chung",
            "known to be satisfied, of all households; on the overall item alone",
        ),
    ),
];

/// The results as CSV; `licence` stands on the last line, in a row of its own.
///
/// # Errors
/// Never in fact: writing into memory does not fail.
pub fn results(
    all: &[OpenResult],
    id: impl Fn(&OpenResult) -> String,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().map(|(name, ..)| *name))?;
    for result in all {
        let survey = id(result);
        for item in &result.items {
            writer.write_record(row(result, &survey, item))?;
        }
    }
    finished(writer)
}

/// What each column means, in both languages, and under which licence the data are given.
///
/// # Errors
/// As [`results`].
pub fn dictionary(licence: &str) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["column", "value", "vi", "en"])?;
    for (name, kind, words) in COLUMNS {
        writer.write_record([name, kind, words.vi, words.en])?;
    }
    writer.write_record(["licence", "text", licence, licence])?;
    finished(writer)
}

fn finished(writer: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, csv::Error> {
    writer
        .into_inner()
        .map_err(|fault| fault.into_error().into())
}

fn row(result: &OpenResult, survey: &str, item: &OpenItem) -> [String; 25] {
    let published = &result.published;
    let figures = &published.figures;
    let place = |level: usize| {
        let above = result.places.len().saturating_sub(1);
        result.places.get(level).filter(|_| level < above)
    };
    let name = |level| place(level).map_or_else(String::new, |area| area.name.clone());
    let area = result.area();
    let corrections = figures.corrections.as_ref();
    let count = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let counts = item.counts;
    let share = counts.map(|counts| Share::of(counts.satisfied, counts.answered()));
    [
        survey.to_owned(),
        published.survey.kind.as_str().to_owned(),
        result.title.clone(),
        name(0),
        name(1),
        area.map_or_else(String::new, |area| area.code.clone()),
        area.map_or_else(String::new, |area| area.name.clone()),
        day(published.published_on),
        published.result.revision.to_string(),
        published.result.sha256.clone(),
        figures.households.to_string(),
        figures.responded.to_string(),
        figures.collected.to_string(),
        figures.spoilt.to_string(),
        figures.valid.to_string(),
        count(corrections.map(|told| told.voided)),
        count(corrections.map(|told| told.in_conflict.saturating_add(told.late))),
        item.code.clone(),
        item.label.text(Language::Vi).to_owned(),
        item.overall.to_string(),
        count(counts.map(|counts| counts.satisfied)),
        count(counts.map(|counts| counts.not_satisfied)),
        count(counts.map(|counts| counts.other)),
        share.map_or_else(String::new, percent),
        result
            .of_households()
            .filter(|_| item.overall)
            .map_or_else(String::new, percent),
    ]
}

fn day(day: Day) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A share with a point and two decimals, without a sign: what programs read.
fn percent(share: Share) -> String {
    let shown = share.hundredths();
    shown.map_or_else(String::new, |shown| {
        format!("{}.{:02}", shown / 100, shown % 100)
    })
}
