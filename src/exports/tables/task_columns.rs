//! Assignments of notices: what is owed, by whom, by when, and what was reported.

use std::collections::HashMap;

use super::cell::{Cell, Kind};
use super::column::{Column, column};
use crate::domain::base::clock::Day;
use crate::domain::base::ids::AreaId;
use crate::domain::law::agency::agency;
use crate::domain::place::area::Area;
use crate::domain::tasks::assignment::{Assignment, Owner, Report};

/// An assignment on a day, with the area that owes it.
pub(super) struct AssignmentRow {
    of: Assignment,
    today: Day,
    area: Option<Area>,
}

/// An assignment as a row.
pub(super) fn row(of: Assignment, today: Day, areas: &HashMap<AreaId, Area>) -> AssignmentRow {
    let area = owner(&of).and_then(|id| areas.get(&id).cloned());
    AssignmentRow { of, today, area }
}

/// The area that owes an assignment.
pub(super) const fn owner(of: &Assignment) -> Option<AreaId> {
    match &of.owner {
        Owner::Area(place) => Some(place.area),
        Owner::Agency(_) => None,
    }
}

impl AssignmentRow {
    fn agency(&self) -> Option<&str> {
        match &self.of.owner {
            Owner::Agency(code) => Some(code),
            Owner::Area(_) => None,
        }
    }

    fn last(&self, of: impl Fn(&Report) -> Cell) -> Cell {
        self.of.reports.last().map_or(Cell::Empty, of)
    }
}

/// The columns of an assignment.
pub(super) fn of_assignment() -> Vec<Column<AssignmentRow>> {
    let mut columns = owed();
    columns.extend(reported());
    columns
}

fn owed() -> Vec<Column<AssignmentRow>> {
    vec![
        column(
            "directive",
            ("Số thông báo", "Notice"),
            Kind::Text,
            |row| Cell::text(&row.of.directive.number),
        ),
        column(
            "issued_on",
            ("Ngày ban hành", "Issued on"),
            Kind::Day,
            |row| Cell::Day(row.of.directive.issued_on),
        ),
        column("item", ("Mục", "Item"), Kind::Text, |row| {
            Cell::text(&row.of.task.item)
        }),
        column("task", ("Nhiệm vụ", "Task"), Kind::Text, |row| {
            Cell::text(&row.of.task.text.vi)
        }),
        column("agency", ("Mã cơ quan", "Agency"), Kind::Text, |row| {
            Cell::some(row.agency())
        }),
        column(
            "agency_name",
            ("Cơ quan", "Agency's name"),
            Kind::Text,
            |row| {
                let named = row.agency().and_then(agency);
                Cell::some(named.map(|agency| agency.name.vi.clone()))
            },
        ),
        column(
            "area_code",
            ("Mã đơn vị", "Area code"),
            Kind::Text,
            |row| Cell::some(row.area.as_ref().map(|area| area.code.clone())),
        ),
        column("area", ("Đơn vị", "Area"), Kind::Text, |row| {
            Cell::some(row.area.as_ref().map(|area| area.name.clone()))
        }),
        column(
            "due_before",
            ("Trước ngày", "Due before"),
            Kind::Day,
            |row| Cell::day(row.of.task.due_before),
        ),
        column("status", ("Tình trạng", "Status"), Kind::Text, |row| {
            Cell::term(row.of.status(row.today))
        }),
    ]
}

fn reported() -> Vec<Column<AssignmentRow>> {
    vec![
        column(
            "received_on",
            ("Ngày nhận báo cáo", "Received on"),
            Kind::Day,
            |row| row.last(|report| Cell::Day(report.received_on)),
        ),
        column(
            "report_number",
            ("Số báo cáo", "Report"),
            Kind::Text,
            |row| row.last(|report| Cell::some(report.number.clone())),
        ),
        column("summary", ("Tóm tắt", "Summary"), Kind::Text, |row| {
            row.last(|report| Cell::text(&report.summary))
        }),
        column("version", ("Lần", "Version"), Kind::Whole, |row| {
            row.last(|report| Cell::Whole(report.version.into()))
        }),
    ]
}
