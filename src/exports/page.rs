//! The frame of a printed document: national motto, place, style for A4 paper.

use maud::{DOCTYPE, Markup, html};

/// Style of all documents: black on white, one sheet a section, nothing from elsewhere.
const STYLE: &str = "@page{size:A4;margin:15mm}\
body{font:12pt/1.4 'Times New Roman',Tinos,'Liberation Serif',serif;margin:0;color:#000}\
section{break-after:page;break-inside:avoid}section:last-child{break-after:auto}\
header{display:flex;justify-content:space-between;text-align:center;gap:1em;margin-bottom:1em}\
h1{font-size:15pt;text-align:center;margin:.6em 0}\
table{border-collapse:collapse;width:100%;margin:.6em 0}\
th,td{border:1px solid #000;padding:4pt 6pt;vertical-align:top;text-align:left}\
td.box,th.box{text-align:center;width:18%}td.number{text-align:right}\
.signatures{display:flex;justify-content:space-around;text-align:center;margin-top:2em;min-height:8em}\
.line{border-bottom:1px dotted #000;height:1.8em}.hash{font-family:monospace;font-size:11pt}\
@media screen{body{max-width:180mm;margin:1em auto}section{border-bottom:2px dashed #999;padding:1em 0}}";

/// A document of sections, each on its own sheet.
pub(super) fn document(title: &str, sections: &[Markup]) -> Markup {
    html! {
        (DOCTYPE)
        html lang="vi" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                @for section in sections { section { (section) } }
            }
        }
    }
}

/// What stands on top of an official paper; `place` is the unit whose Front issues it.
pub(super) fn head(place: &str) -> Markup {
    html! {
        header {
            div { "ỦY BAN MTTQ VIỆT NAM" br; b { (place) } }
            div { b { "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" } br; b { "Độc lập - Tự do - Hạnh phúc" } }
        }
    }
}

/// A line to write on.
pub(super) fn lines(count: usize) -> Markup {
    html! { @for _ in 0..count { div.line {} } }
}

/// A hash in groups of four, as people compare it.
pub(super) fn grouped(hash: &str) -> String {
    let signs: Vec<char> = hash.chars().collect();
    let groups = signs
        .chunks(4)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}
