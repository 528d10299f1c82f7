//! What departments found on a candidacy, and its construction debt.

use super::cell::{Cell, Kind};
use super::column::{Column, column};
use crate::domain::recognition::appraisal::Appraisal;
use crate::domain::recognition::debt::DebtStatement;

/// The columns of a finding on a criterion.
pub(super) fn of_appraisal() -> Vec<Column<Appraisal>> {
    vec![
        column("criterion", ("Tiêu chí", "Criterion"), Kind::Text, |one| {
            Cell::text(&one.criterion)
        }),
        column("met", ("Đạt", "Met"), Kind::Flag, |one| {
            Cell::Flag(one.met)
        }),
        column("score", ("Điểm", "Score"), Kind::Decimal, |one| {
            let hundredths = one.score.map(|score| score.hundredths().into());
            hundredths.map_or(Cell::Empty, Cell::Decimal)
        }),
        column("value", ("Giá trị", "Value"), Kind::Text, |one| {
            Cell::some(one.value.clone())
        }),
        column("note", ("Ghi chú", "Note"), Kind::Text, |one| {
            Cell::some(one.note.clone())
        }),
        column("agency", ("Cơ quan", "Agency"), Kind::Text, |one| {
            Cell::text(&one.agency)
        }),
        column(
            "written_by",
            ("Người ghi", "Written by"),
            Kind::Text,
            |one| Cell::text(&one.by_name),
        ),
        column("written_at", ("Lúc", "Written at"), Kind::Moment, |one| {
            Cell::Moment(one.at)
        }),
        column("version", ("Lần", "Version"), Kind::Whole, |one| {
            Cell::Whole(one.version.into())
        }),
    ]
}

/// The columns of a statement of construction debt, in dong.
pub(super) fn of_debt() -> Vec<Column<DebtStatement>> {
    vec![
        column("as_of", ("Số liệu ngày", "As of"), Kind::Day, |one| {
            Cell::Day(one.as_of)
        }),
        column(
            "total_dong",
            ("Tổng nợ (đồng)", "Total, dong"),
            Kind::Whole,
            |one| Cell::Whole(one.figures.total.dong()),
        ),
        column(
            "planned_dong",
            ("Đã có nguồn (đồng)", "With a planned source, dong"),
            Kind::Whole,
            |one| Cell::Whole(one.figures.planned.dong()),
        ),
        column(
            "arrears_dong",
            ("Nợ đọng (đồng)", "Arrears, dong"),
            Kind::Whole,
            |one| Cell::Whole(one.figures.arrears.dong()),
        ),
        column("note", ("Ghi chú", "Note"), Kind::Text, |one| {
            Cell::some(one.note.clone())
        }),
        column("agency", ("Cơ quan", "Agency"), Kind::Text, |one| {
            Cell::text(&one.agency)
        }),
        column(
            "written_by",
            ("Người ghi", "Written by"),
            Kind::Text,
            |one| Cell::text(&one.by_name),
        ),
        column("written_at", ("Lúc", "Written at"), Kind::Moment, |one| {
            Cell::Moment(one.at)
        }),
        column("version", ("Lần", "Version"), Kind::Whole, |one| {
            Cell::Whole(one.version.into())
        }),
    ]
}
