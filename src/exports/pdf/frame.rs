//! What an administrative paper begins and ends with.
//!
//! In Vietnamese: quốc hiệu, tiêu ngữ, số, địa danh và ngày, chữ ký (NĐ 30/2020/NĐ-CP, phụ lục I).

use std::num::NonZeroU16;

use super::face::{Milli, Style, settable};
use super::flow::{Align, BODY, LEFT, MEASURE, Paper, SMALL};
use super::ink::Mark;
use super::tags::Role;
use crate::domain::base::clock::{Day, shown};
use crate::exports::page;
use crate::services::paper_figures::Proof;

/// The part of the width that the issuer's column takes, in tenths.
const ISSUER_TENTHS: i64 = 4;
/// Room for a signature.
const SIGNATURE: Milli = 70_000;

/// The level of what a paper is, and of a heading inside it.
const WHOLE: NonZeroU16 = NonZeroU16::MIN;
const PART: NonZeroU16 = NonZeroU16::MIN.saturating_add(1);

/// The head of a paper.
pub(super) struct Head<'a> {
    /// The body above the issuer; may be empty.
    pub above: &'a str,
    /// Who issues it.
    pub issuer: &'a str,
    /// Its number; left to be written where it has none.
    pub number: &'a str,
    /// Where it is issued.
    pub place: &'a str,
    /// On which day; left to be written where it has none.
    pub day: Option<Day>,
}

impl Paper {
    /// The national title and motto beside the issuer; number and day below.
    pub fn head(&mut self, head: &Head<'_>) {
        let left = (LEFT, MEASURE * ISSUER_TENTHS / 10);
        let right = (LEFT + left.1, MEASURE - left.1);
        let top = self.down;
        let regular = (Align::Center, Style::Regular, SMALL);
        let bold = (Align::Center, Style::Bold, SMALL);
        self.column(head.above, regular, left);
        self.column(head.issuer, bold, left);
        self.rule(left, 3);
        self.column(&format!("Số: {}", head.number), regular, left);
        let issuer = self.down;
        self.down = top;
        self.column("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold, right);
        self.column(
            "Độc lập - Tự do - Hạnh phúc",
            (Align::Center, Style::Bold, BODY),
            right,
        );
        self.rule(right, 6);
        let italic = (Align::Center, Style::Italic, BODY);
        self.column(&dated(head.place, head.day), italic, right);
        self.down = self.down.max(issuer);
        self.space(BODY);
    }

    /// A short line below a name, so many tenths of its column.
    fn rule(&mut self, (left, measure): (Milli, Milli), tenths: i64) {
        let width = measure * tenths / 10;
        let from = left.saturating_add((measure - width) / 2);
        let down = self.down.saturating_add(2_000);
        self.put(Mark::Line {
            from: (from, down),
            to: (from.saturating_add(width), down),
        });
        self.space(6_000);
    }

    /// What the paper is, and below it what it is about.
    pub fn title(&mut self, what: &str, about: &str) {
        let look = (Align::Center, Style::Bold, BODY + 1_000);
        self.titled(WHOLE, what, look);
        self.paragraph(about, Align::Center, Style::Bold, BODY);
        self.space(BODY / 2);
    }

    /// A heading inside the paper.
    pub fn heading(&mut self, text: &str) {
        self.room(4 * BODY);
        self.titled(PART, text, (Align::Left, Style::Bold, BODY));
    }

    fn titled(&mut self, level: NonZeroU16, text: &str, look: (Align, Style, Milli)) {
        let role = Role::Heading(level, settable(text));
        self.element(role, |paper| paper.block(text, look, (LEFT, MEASURE)));
        self.space(look.2 / 3);
    }

    /// Who signs, side by side, with room to do it.
    pub fn signatures(&mut self, who: &[&str]) {
        self.room(SIGNATURE + 4 * BODY);
        self.space(BODY / 2);
        let count = i64::try_from(who.len()).unwrap_or(1).max(1);
        let width = MEASURE / count;
        let top = self.down;
        let mut lowest = top;
        let mut left = LEFT;
        self.element(Role::List, |paper| {
            for name in who {
                paper.down = top;
                paper.item(|paper| paper.signature(name, (left, width)));
                lowest = lowest.max(paper.down);
                left = left.saturating_add(width);
            }
        });
        self.down = lowest.saturating_add(SIGNATURE);
    }

    fn signature(&mut self, name: &str, column: (Milli, Milli)) {
        self.column(name, (Align::Center, Style::Bold, BODY), column);
        let look = (Align::Center, Style::Italic, SMALL);
        self.column("(ký, ghi rõ họ tên)", look, column);
    }

    fn item(&mut self, writing: impl FnOnce(&mut Self)) {
        self.element(Role::Item, |paper| paper.element(Role::ItemBody, writing));
    }

    /// What ties the paper to the record: hashes, in groups that people can compare and type.
    pub fn proofs(&mut self, proofs: &[(String, String)]) {
        self.element(Role::List, |paper| {
            for (label, hash) in proofs {
                paper.room(3 * SMALL);
                paper.item(|paper| {
                    paper.paragraph(label, Align::Left, Style::Italic, SMALL);
                    paper.paragraph(&grouped(hash), Align::Left, Style::Regular, SMALL);
                });
            }
        });
        let how = "Kiểm tra: longdan check-document, gõ mã kiểm tra in trên giấy.";
        self.paragraph(how, Align::Left, Style::Italic, SMALL);
    }
}

fn dated(place: &str, day: Option<Day>) -> String {
    day.map_or_else(
        || format!("{place}, ngày ..... tháng ..... năm ......."),
        |day| format!("{place}, {}", spoken(day)),
    )
}

/// A day as papers say it: the day has two digits, and so have January and February.
pub(super) fn spoken(day: Day) -> String {
    let month = day.format("%-m").to_string();
    let month = if month.len() == 1 && month.as_str() < "3" {
        format!("0{month}")
    } else {
        month
    };
    format!(
        "ngày {} tháng {month} năm {}",
        day.format("%d"),
        day.format("%Y")
    )
}

/// A hash in groups of four; what is no hash stays.
fn grouped(hash: &str) -> String {
    let is_hash = hash.len() == 64 && hash.bytes().all(|sign| sign.is_ascii_hexdigit());
    if is_hash {
        page::grouped(hash)
    } else {
        hash.to_owned()
    }
}

/// The audit head and when the paper was made, as proofs.
pub(super) fn proofs_of(proof: &Proof) -> Vec<(String, String)> {
    let made = shown(proof.made_at);
    let head = proof.head.map(|head| head.to_string()).unwrap_or_default();
    vec![(format!("Đầu chuỗi nhật ký khi in ({made}):"), head)]
}
