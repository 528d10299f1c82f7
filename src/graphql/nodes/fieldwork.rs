//! How far a hamlet's fieldwork has come, and changes of its roster.

use async_graphql::SimpleObject;

use crate::domain::place::area::Place;
use crate::domain::survey::collection_mode::CollectionMode;
use crate::domain::survey::roster::RosterChangeKind;
use crate::graphql::scalars::{CalendarDay, Moment};
use crate::services::fieldwork::HamletWork;
use crate::services::heard_days;
use crate::services::rosters::RosterChangeView;

/// How far a survey has come in a hamlet (tiến độ lấy phiếu của thôn).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct HamletProgress {
    /// How its answers are collected (hình thức lấy phiếu).
    pub mode: CollectionMode,
    /// Households to be heard (số hộ cần lấy ý kiến).
    pub target: i64,
    /// Households on its roster; null where it keeps none (số hộ trong danh sách).
    pub on_roster: Option<i64>,
    /// Households heard, of a count record its collected forms (đã lấy).
    pub done: i64,
    /// Households still to be heard; 0 where more answered than there are (còn lại).
    pub remaining: i64,
    /// Forms set aside for a household that had answered, about which nothing is chosen (đang trùng).
    pub in_conflict: i64,
    #[graphql(skip)]
    pub(in crate::graphql) place: Place,
}

impl From<&HamletWork> for HamletProgress {
    fn from(work: &HamletWork) -> Self {
        Self {
            mode: work.mode,
            target: work.target,
            on_roster: work.on_roster,
            done: work.done,
            remaining: work.remaining(),
            in_conflict: work.in_conflict,
            place: work.place,
        }
    }
}

/// A day on which households were heard (số hộ được lấy ý kiến trong ngày).
#[derive(Debug, Clone, SimpleObject)]
pub struct HeardDay {
    /// The day, by the time that the forms bear (ngày).
    pub day: CalendarDay,
    /// Households heard on it (trong ngày).
    pub heard: i64,
    /// Households heard until its end (lũy kế).
    pub total: i64,
}

impl From<&heard_days::HeardDay> for HeardDay {
    fn from(one: &heard_days::HeardDay) -> Self {
        Self {
            day: CalendarDay(one.day),
            heard: one.heard,
            total: one.total,
        }
    }
}

/// A household that was put on a hamlet's roster or taken off (biến động danh sách hộ).
#[derive(Debug, Clone, SimpleObject)]
pub struct RosterChange {
    /// The household's opaque code (mã hộ).
    pub code: String,
    /// What happened (biến động).
    pub kind: RosterChangeKind,
    /// Why (lý do).
    pub reason: String,
    /// When.
    pub changed_at: Moment,
    /// Name of the account that did it (người thực hiện).
    pub changed_by: String,
}

impl From<RosterChangeView> for RosterChange {
    fn from(view: RosterChangeView) -> Self {
        Self {
            code: view.change.code,
            kind: view.change.kind,
            reason: view.change.reason,
            changed_at: Moment(view.change.at),
            changed_by: view.by,
        }
    }
}
