//! Published results as pages: the list, and a chart that other sites may frame.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::domain::base::language::Language;
use crate::domain::base::ratio::Share;
use crate::services::open_results::{OpenCounts, OpenItem, OpenResult};
use crate::words::figures::percent;
use crate::words::spoken::Text;

/// Style of both pages; colours that the colour-blind can tell apart, and never the only sign.
const STYLE: &str = ":root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem}\
h1{font-size:1.3rem;margin:.2em 0}table{border-collapse:collapse;width:100%;margin:.8em 0}\
th,td{border-bottom:1px solid #8888;padding:.3em .5em;text-align:left;vertical-align:top}\
td.n,th.n{text-align:right;white-space:nowrap}svg{width:100%;height:auto}\
.a{fill:#0b6bb5}.b{fill:#b54708}.c{fill:#667085}.k{display:inline-block;width:.8em;height:.8em;margin-right:.3em}\
.ka{background:#0b6bb5}.kb{background:#b54708}.kc{background:#667085}\
text{font:12px system-ui,sans-serif;fill:currentColor}a{color:inherit}";

/// Width of the bars in the chart's own units; one unit is a thousandth of the answers.
const WIDTH: i64 = 1_000;
/// Height of a bar with its label.
const STEP: usize = 46;

/// Where a page's links lead: below `/public/`.
#[derive(Debug)]
pub struct Link<'a> {
    /// Id of the survey in the address.
    pub id: String,
    /// The result.
    pub result: &'a OpenResult,
}

/// The list of results.
#[must_use]
pub fn list(links: &[Link<'_>], licence: &str, language: Language) -> String {
    let say = |vi: &'static str, en: &'static str| Text::of(vi, en).text(language);
    let title = say(
        "Kết quả lấy ý kiến hài lòng đã công bố",
        "Published results of satisfaction surveys",
    );
    let body = html! {
        h1 { (title) }
        table {
            thead { tr {
                th scope="col" { (say("Đơn vị", "Area")) }
                th scope="col" { (say("Công bố", "Published")) }
                th.n scope="col" { (say("Hộ đã lấy ý kiến", "Households heard")) }
                th.n scope="col" { (say("Hài lòng / phiếu hợp lệ", "Satisfied / valid forms")) }
                th.n scope="col" { (say("Hài lòng / tổng số hộ", "Satisfied / all households")) }
            } }
            tbody { @for link in links { (entry(link, language)) } }
        }
        @if links.is_empty() { p { (say("Chưa có kết quả nào.", "There are none yet.")) } }
        p {
            a href="results.csv" { "CSV" } " · " a href="dictionary.csv" { (say("giải thích các cột", "data dictionary")) }
            " · " a href="results.json" { "JSON" } " · " (say("giấy phép", "licence")) ": " (licence)
        }
    };
    page(title, language, &body)
}

fn entry(link: &Link<'_>, language: Language) -> Markup {
    let result = link.result;
    let heard = Some(result.coverage());
    html! { tr {
        th scope="row" { a href={ "results/" (link.id) "/chart" } { (place(result)) } }
        td { (result.published.published_on.format("%d/%m/%Y")) }
        td.n { (shown(heard, language)) }
        td.n { (shown(result.satisfied(), language)) }
        td.n { (shown(result.of_households(), language)) }
    } }
}

/// The chart of one result, with the same numbers as a table.
#[must_use]
pub fn chart(result: &OpenResult, licence: &str, language: Language) -> String {
    let say = |vi: &'static str, en: &'static str| Text::of(vi, en).text(language);
    let figures = &result.published.figures;
    let aside = figures
        .corrections
        .as_ref()
        .map(|told| (told.voided, told.in_conflict.saturating_add(told.late)));
    let body = html! {
        h1 { (place(result)) }
        p { (result.form.text(language)) ". " (say("Công bố ngày", "Published on")) " "
            (result.published.published_on.format("%d/%m/%Y")) ", " (say("chốt lần", "revision")) " "
            (result.published.result.revision) "." }
        p {
            (say("Hộ đã lấy ý kiến", "Households heard")) ": " (figures.responded) "/" (figures.households)
            " (" (shown(Some(result.coverage()), language)) "). "
            (say("Phiếu thu về", "Forms collected")) ": " (figures.collected) "; "
            (say("không hợp lệ", "spoilt")) ": " (figures.spoilt)
            @if let Some((voided, aside)) = aside {
                "; " (say("bị loại", "voided")) ": " (voided) "; " (say("để riêng", "set aside")) ": " (aside)
            } "."
        }
        p { (say("Hài lòng chung", "Satisfied overall")) ": "
            b { (shown(result.satisfied(), language)) } " " (say("số phiếu hợp lệ", "of valid forms")) "; "
            (shown(result.of_households(), language)) " " (say("tổng số hộ", "of all households")) "." }
        (bars(result, language))
        p aria-hidden="true" {
            span.k.ka {} (say("hài lòng", "satisfied")) " " span.k.kb {} (say("chưa hài lòng", "not satisfied")) " "
            span.k.kc {} (say("ý kiến khác", "other opinion"))
        }
        (table(result, language))
        p { "SHA-256: " code { (result.published.result.sha256) } " · " (say("giấy phép", "licence")) ": " (licence) }
    };
    page(&place(result), language, &body)
}

fn bars(result: &OpenResult, language: Language) -> Markup {
    let height = result.items.len().saturating_mul(STEP);
    let label = Text::of(
        "Biểu đồ hài lòng theo từng nội dung; số liệu ở bảng dưới",
        "Satisfaction by item; the numbers are in the table below",
    );
    html! {
        svg role="img" aria-label=(label.text(language)) viewBox={ "0 0 1000 " (height) } {
            @for (index, item) in result.items.iter().enumerate() {
                (bar(item, index.saturating_mul(STEP), language))
            }
        }
    }
}

fn bar(item: &OpenItem, top: usize, language: Language) -> Markup {
    let counts = item.counts.unwrap_or_default();
    let first = length(counts.satisfied, counts);
    let second = length(counts.not_satisfied, counts);
    let rest = if counts.answered() == 0 {
        0
    } else {
        WIDTH.saturating_sub(first).saturating_sub(second)
    };
    html! {
        text x="0" y=(top.saturating_add(14)) { (item.label.text(language)) }
        rect.a x="0" y=(top.saturating_add(20)) width=(first) height="18" {}
        rect.b x=(first) y=(top.saturating_add(20)) width=(second) height="18" {}
        rect.c x=(first.saturating_add(second)) y=(top.saturating_add(20)) width=(rest) height="18" {}
    }
}

/// The length of a count's bar, cut to a whole unit.
fn length(count: i64, of: OpenCounts) -> i64 {
    count
        .saturating_mul(WIDTH)
        .checked_div(of.answered())
        .unwrap_or(0)
}

fn table(result: &OpenResult, language: Language) -> Markup {
    let say = |vi: &'static str, en: &'static str| Text::of(vi, en).text(language);
    let few = say("quá ít phiếu", "too few answered");
    html! {
        table {
            thead { tr {
                th scope="col" { (say("Nội dung", "Item")) }
                th.n scope="col" { (say("Hài lòng", "Satisfied")) }
                th.n scope="col" { (say("Chưa hài lòng", "Not satisfied")) }
                th.n scope="col" { (say("Ý kiến khác", "Other opinion")) }
                th.n scope="col" { (say("Tỷ lệ hài lòng", "Share satisfied")) }
            } }
            tbody { @for item in &result.items { tr {
                th scope="row" { (item.label.text(language)) }
                @match item.counts {
                    Some(counts) => {
                        td.n { (counts.satisfied) } td.n { (counts.not_satisfied) } td.n { (counts.other) }
                        td.n { (shown(Some(Share::of(counts.satisfied, counts.answered())), language)) }
                    },
                    None => td.n colspan="4" { (few) },
                }
            } } }
        }
    }
}

/// The area with the units around it.
fn place(result: &OpenResult) -> String {
    let names = result.places.iter().rev().map(|area| area.name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

fn shown(share: Option<Share>, language: Language) -> String {
    let shown = share.and_then(Share::hundredths);
    shown.map_or_else(|| "–".to_owned(), |shown| percent(shown, language))
}

fn page(title: &str, language: Language, body: &Markup) -> String {
    let code = match language {
        Language::Vi => "vi",
        Language::En => "en",
    };
    let page = html! {
        (DOCTYPE)
        html lang=(code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (body) } }
        }
    };
    page.into_string()
}
