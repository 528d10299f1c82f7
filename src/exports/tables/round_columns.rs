//! The summary of a round, and the columns with which sheets begin.

use super::cell::{Cell, Head, Kind, Row};
use super::column::{Column, cells, column, heads};
use crate::domain::law::check::CheckStatus;
use crate::services::readiness::Readiness;
use crate::services::results::{ApprovalView, CoverageView};
use crate::services::round_lines::{CandidacyLine, SurveyLine};

/// Which candidacy a row is of.
pub(super) fn whose() -> Vec<Column<CandidacyLine>> {
    vec![
        column("round_year", ("Năm", "Year"), Kind::Whole, |line| {
            Cell::Whole(line.round.year.into())
        }),
        column("round_ordinal", ("Đợt", "Round"), Kind::Whole, |line| {
            Cell::Whole(line.round.ordinal.into())
        }),
        column(
            "district_code",
            ("Mã huyện", "District code"),
            Kind::Text,
            |line| Cell::some(line.district.as_ref().map(|area| area.code.clone())),
        ),
        column("district", ("Huyện", "District"), Kind::Text, |line| {
            Cell::some(line.district.as_ref().map(|area| area.name.clone()))
        }),
        column(
            "area_code",
            ("Mã đơn vị", "Area code"),
            Kind::Text,
            |line| Cell::text(&line.area.code),
        ),
        column("area", ("Đơn vị", "Area"), Kind::Text, |line| {
            Cell::text(&line.area.name)
        }),
        column("title", ("Danh hiệu", "Title"), Kind::Text, |line| {
            Cell::term(line.candidacy.title)
        }),
    ]
}

/// How a candidacy and its survey stand.
fn standing() -> Vec<Column<CandidacyLine>> {
    vec![
        column("purpose", ("Mục đích", "Purpose"), Kind::Text, |line| {
            Cell::term(line.candidacy.purpose)
        }),
        column(
            "state",
            ("Trạng thái hồ sơ", "State"),
            Kind::Text,
            |line| Cell::term(line.candidacy.state),
        ),
        column(
            "survey_state",
            ("Trạng thái lấy ý kiến", "Survey"),
            Kind::Text,
            |line| of_survey(line, |one| Cell::term(one.survey.lifecycle.stored)),
        ),
        column(
            "stage",
            ("Giai đoạn số liệu", "Stage of the figures"),
            Kind::Text,
            |line| of_survey(line, |one| Cell::term(one.sight.stage)),
        ),
    ]
}

fn coverage() -> Vec<Column<CandidacyLine>> {
    vec![
        column(
            "households",
            ("Số hộ", "Households"),
            Kind::Whole,
            |line| of_coverage(line, |view| Cell::Whole(view.coverage.households)),
        ),
        column(
            "responded",
            ("Số hộ được lấy ý kiến", "Households heard"),
            Kind::Whole,
            |line| of_coverage(line, |view| Cell::Whole(view.coverage.responded)),
        ),
        column(
            "coverage_percent",
            ("Tỷ lệ hộ được lấy ý kiến", "Coverage"),
            Kind::Percent,
            |line| of_coverage(line, |view| Cell::share(view.coverage.share())),
        ),
        column(
            "coverage_required",
            ("Yêu cầu tỷ lệ hộ", "Coverage required"),
            Kind::Percent,
            |line| of_coverage(line, |view| Cell::limit(view.required)),
        ),
        column(
            "coverage_met",
            ("Đạt tỷ lệ hộ", "Coverage met"),
            Kind::Flag,
            |line| of_coverage(line, |view| Cell::flag(view.met)),
        ),
    ]
}

fn approval() -> Vec<Column<CandidacyLine>> {
    vec![
        column(
            "collected",
            ("Phiếu thu về", "Collected"),
            Kind::Whole,
            |line| of_approval(line, |view| Cell::Whole(view.collected)),
        ),
        column(
            "spoilt",
            ("Phiếu không hợp lệ", "Spoilt"),
            Kind::Whole,
            |line| of_approval(line, |view| Cell::Whole(view.spoilt)),
        ),
        column(
            "valid",
            ("Phiếu hợp lệ", "Valid"),
            Kind::Whole,
            |line| of_approval(line, |view| Cell::Whole(view.valid())),
        ),
        column(
            "satisfied",
            ("Hài lòng", "Satisfied"),
            Kind::Whole,
            |line| of_approval(line, |view| Cell::Whole(view.overall.satisfied)),
        ),
        column(
            "approval_percent",
            ("Tỷ lệ hài lòng", "Approval"),
            Kind::Percent,
            |line| of_approval(line, |view| Cell::share(view.share())),
        ),
        column(
            "approval_required",
            ("Yêu cầu tỷ lệ hài lòng", "Approval required"),
            Kind::Percent,
            |line| of_approval(line, |view| Cell::limit(view.required)),
        ),
        column(
            "approval_met",
            ("Đạt tỷ lệ hài lòng", "Approval met"),
            Kind::Flag,
            |line| of_approval(line, |view| Cell::flag(view.met)),
        ),
    ]
}

/// Whether it may go to the vote, and what the figures are of.
fn verdict() -> Vec<Column<CandidacyLine>> {
    vec![
        column(
            "ready",
            ("Đủ điều kiện bỏ phiếu", "Ready for the vote"),
            Kind::Flag,
            |line| Cell::flag(line.readiness.as_ref().map(|standing| standing.ready)),
        ),
        column(
            "checks_not_met",
            ("Số điều kiện chưa đạt", "Checks not met"),
            Kind::Whole,
            |line| checks(line, CheckStatus::NotMet),
        ),
        column(
            "checks_pending",
            ("Số điều kiện chưa có số liệu", "Checks pending"),
            Kind::Whole,
            |line| checks(line, CheckStatus::Pending),
        ),
        column(
            "revision",
            ("Lần chốt", "Revision"),
            Kind::Whole,
            |line| {
                of_survey(line, |one| {
                    Cell::whole(one.frozen.as_ref().map(|result| result.revision.into()))
                })
            },
        ),
        column(
            "sha256",
            ("Mã kiểm tra kết quả", "Hash of the result"),
            Kind::Text,
            |line| {
                of_survey(line, |one| {
                    Cell::some(one.frozen.as_ref().map(|result| result.sha256.clone()))
                })
            },
        ),
        column(
            "simulated",
            ("Số liệu mô phỏng", "Simulated"),
            Kind::Flag,
            |line| Cell::Flag(line.candidacy.simulated),
        ),
        column(
            "candidacy_id",
            ("Id hồ sơ", "Candidacy id"),
            Kind::Text,
            |line| Cell::text(line.candidacy.id.to_string()),
        ),
        column(
            "survey_id",
            ("Id cuộc lấy ý kiến", "Survey id"),
            Kind::Text,
            |line| of_survey(line, |one| Cell::text(one.survey.id.to_string())),
        ),
    ]
}

/// All columns of the summary.
pub(super) fn summary() -> Vec<Column<CandidacyLine>> {
    let parts = [whose(), standing(), coverage(), approval(), verdict()];
    parts.into_iter().flatten().collect()
}

/// The heads of a sheet that begins with its candidacy.
pub(super) fn heads_after<R>(more: &[Column<R>]) -> Vec<Head> {
    let mut all = heads(&whose());
    all.extend(heads(more));
    all
}

/// A row of such a sheet.
pub(super) fn cells_after<R>(
    whose: &[Column<CandidacyLine>],
    line: &CandidacyLine,
    more: &[Column<R>],
    row: &R,
) -> Row {
    let mut all = cells(whose, line);
    all.extend(cells(more, row));
    all
}

fn of_survey(line: &CandidacyLine, of: impl Fn(&SurveyLine) -> Cell) -> Cell {
    line.survey.as_ref().map_or(Cell::Empty, of)
}

fn of_coverage(line: &CandidacyLine, of: impl Fn(&CoverageView) -> Cell) -> Cell {
    of_survey(line, |one| {
        one.sight.coverage.shown().map_or(Cell::Empty, &of)
    })
}

fn of_approval(line: &CandidacyLine, of: impl Fn(&ApprovalView) -> Cell) -> Cell {
    of_survey(line, |one| {
        let view = one.sight.approval.shown();
        view.map_or(Cell::Empty, |view| of(view))
    })
}

fn checks(line: &CandidacyLine, status: CheckStatus) -> Cell {
    let count = |standing: &Readiness| {
        let such = standing
            .checks
            .iter()
            .filter(|check| check.status() == status);
        i64::try_from(such.count()).unwrap_or(i64::MAX)
    };
    Cell::whole(line.readiness.as_ref().map(count))
}
