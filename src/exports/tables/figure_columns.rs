//! Figures below a candidacy: by item of the form, and by hamlet.

use std::sync::Arc;

use super::cell::{Cell, Kind};
use super::column::{Column, column};
use crate::domain::base::language::Bilingual;
use crate::domain::base::ratio::Share;
use crate::domain::survey::questionnaire::Questionnaire;
use crate::services::results::{ApprovalView, HamletSight, ItemView};
use crate::services::round_lines::SurveyLine;
use crate::services::sight::ResultStage;

/// Answers to one item in one area.
pub(super) struct ItemRow {
    stage: ResultStage,
    pub(super) code: String,
    label: Bilingual,
    /// `None`: too few answered.
    view: Option<ItemView>,
}

/// The items of a survey as far as they are seen, in the form's order.
pub(super) fn items(line: &SurveyLine) -> Vec<ItemRow> {
    let Some(approval) = line.sight.approval.shown() else {
        return Vec::new();
    };
    let form = &line.sight.result.form.questionnaire;
    let row = |position: usize| item(line.sight.stage, approval, form, position);
    (0..form.items.len()).filter_map(row).collect()
}

fn item(
    stage: ResultStage,
    approval: &ApprovalView,
    form: &Questionnaire,
    position: usize,
) -> Option<ItemRow> {
    let item = form.items.get(position)?;
    let mut shown = approval.items.iter();
    Some(ItemRow {
        stage,
        code: item.code.clone(),
        label: item.label.clone(),
        view: shown.find(|view| view.position == position).cloned(),
    })
}

/// The columns of an item.
pub(super) fn of_item() -> Vec<Column<ItemRow>> {
    let mut columns = counted();
    columns.extend(judged());
    columns
}

fn counted() -> Vec<Column<ItemRow>> {
    vec![
        column(
            "stage",
            ("Giai đoạn số liệu", "Stage of the figures"),
            Kind::Text,
            |row| Cell::term(row.stage),
        ),
        column("item", ("Mã nội dung", "Item"), Kind::Text, |row| {
            Cell::text(&row.code)
        }),
        column("label", ("Nội dung", "Label"), Kind::Text, |row| {
            Cell::text(&row.label.vi)
        }),
        column(
            "answered",
            ("Số phiếu trả lời", "Answered"),
            Kind::Whole,
            |row| of_view(row, |view| Cell::Whole(view.count.answered)),
        ),
        column(
            "satisfied",
            ("Hài lòng", "Satisfied"),
            Kind::Whole,
            |row| of_view(row, |view| Cell::Whole(view.count.satisfied)),
        ),
        column(
            "not_satisfied",
            ("Chưa hài lòng", "Not satisfied"),
            Kind::Whole,
            |row| of_view(row, |view| Cell::Whole(view.count.not_satisfied)),
        ),
        column(
            "other_opinion",
            ("Ý kiến khác", "Other opinion"),
            Kind::Whole,
            |row| of_view(row, |view| Cell::Whole(view.count.other_opinion)),
        ),
    ]
}

fn judged() -> Vec<Column<ItemRow>> {
    vec![
        column(
            "satisfied_percent",
            ("Tỷ lệ hài lòng", "Satisfied, percent"),
            Kind::Percent,
            |row| {
                of_view(row, |view| {
                    Cell::share(Share::of(view.count.satisfied, view.count.answered))
                })
            },
        ),
        column(
            "required",
            ("Yêu cầu", "Required"),
            Kind::Percent,
            |row| of_view(row, |view| Cell::limit(view.required)),
        ),
        column("met", ("Đạt", "Met"), Kind::Flag, |row| {
            of_view(row, |view| Cell::flag(view.met))
        }),
        column(
            "withheld",
            ("Không nêu vì quá ít phiếu", "Withheld"),
            Kind::Flag,
            |row| Cell::Flag(row.view.is_none()),
        ),
    ]
}

fn of_view(row: &ItemRow, of: impl Fn(&ItemView) -> Cell) -> Cell {
    row.view.as_ref().map_or(Cell::Empty, of)
}

/// One hamlet's figures.
pub(super) struct HamletRow {
    stage: ResultStage,
    name: String,
    pub(super) sight: HamletSight,
}

/// The hamlets of a survey as far as they are seen, by code.
pub(super) fn hamlets(line: &SurveyLine) -> Vec<HamletRow> {
    let Some(seen) = line.sight.hamlets.shown() else {
        return Vec::new();
    };
    let name = |code: &str| {
        let mut named = line.sight.result.hamlets.iter();
        let found = named.find(|hamlet| hamlet.code == code);
        found.map(|hamlet| hamlet.name.clone()).unwrap_or_default()
    };
    let row = |sight: &HamletSight| HamletRow {
        stage: line.sight.stage,
        name: name(&sight.view.code),
        sight: sight.clone(),
    };
    seen.iter().map(row).collect()
}

/// The columns of a hamlet.
pub(super) fn of_hamlet() -> Vec<Column<HamletRow>> {
    let mut columns = heard();
    columns.extend(said());
    columns
}

fn heard() -> Vec<Column<HamletRow>> {
    vec![
        column(
            "stage",
            ("Giai đoạn số liệu", "Stage of the figures"),
            Kind::Text,
            |row| Cell::term(row.stage),
        ),
        column(
            "hamlet_code",
            ("Mã thôn", "Hamlet code"),
            Kind::Text,
            |row| Cell::text(&row.sight.view.code),
        ),
        column(
            "hamlet",
            ("Thôn, tổ dân phố", "Hamlet"),
            Kind::Text,
            |row| Cell::text(&row.name),
        ),
        column(
            "mode",
            ("Cách lấy ý kiến", "How it is collected"),
            Kind::Text,
            |row| Cell::term(row.sight.view.mode),
        ),
        column(
            "households",
            ("Số hộ", "Households"),
            Kind::Whole,
            |row| Cell::Whole(row.sight.view.coverage.households),
        ),
        column(
            "responded",
            ("Số hộ được lấy ý kiến", "Households heard"),
            Kind::Whole,
            |row| Cell::Whole(row.sight.view.coverage.responded),
        ),
        column(
            "coverage_percent",
            ("Tỷ lệ hộ được lấy ý kiến", "Coverage"),
            Kind::Percent,
            |row| Cell::share(row.sight.view.coverage.share()),
        ),
    ]
}

fn said() -> Vec<Column<HamletRow>> {
    vec![
        column(
            "collected",
            ("Phiếu thu về", "Collected"),
            Kind::Whole,
            |row| of_hamlet_view(row, |view| Cell::Whole(view.collected)),
        ),
        column(
            "spoilt",
            ("Phiếu không hợp lệ", "Spoilt"),
            Kind::Whole,
            |row| of_hamlet_view(row, |view| Cell::Whole(view.spoilt)),
        ),
        column(
            "valid",
            ("Phiếu hợp lệ", "Valid"),
            Kind::Whole,
            |row| of_hamlet_view(row, |view| Cell::Whole(view.valid())),
        ),
        column(
            "satisfied",
            ("Hài lòng", "Satisfied"),
            Kind::Whole,
            |row| of_hamlet_view(row, |view| Cell::Whole(view.overall.satisfied)),
        ),
        column(
            "not_satisfied",
            ("Chưa hài lòng", "Not satisfied"),
            Kind::Whole,
            |row| of_hamlet_view(row, |view| Cell::Whole(view.overall.not_satisfied)),
        ),
        column(
            "other_opinion",
            ("Ý kiến khác", "Other opinion"),
            Kind::Whole,
            |row| of_hamlet_view(row, |view| Cell::Whole(view.overall.other_opinion)),
        ),
        column(
            "approval_percent",
            ("Tỷ lệ hài lòng", "Approval"),
            Kind::Percent,
            |row| of_hamlet_view(row, |view| Cell::share(view.share())),
        ),
        column(
            "withheld",
            ("Không nêu vì quá ít phiếu", "Withheld"),
            Kind::Flag,
            |row| Cell::Flag(row.sight.withheld),
        ),
    ]
}

fn of_hamlet_view(row: &HamletRow, of: impl Fn(&ApprovalView) -> Cell) -> Cell {
    let view: Option<&Arc<ApprovalView>> = row.sight.view.approval.as_ref();
    view.map_or(Cell::Empty, |view| of(view))
}
