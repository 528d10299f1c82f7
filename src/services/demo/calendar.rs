//! The dates of round 1 of 2019, and when the demonstration asks its residents.

use chrono::{DateTime, Utc};

use crate::domain::base::clock::{Day, Instant, start_of};
use crate::domain::law::round::{Deliverable, DueDate};

/// The day of notice 05-TB/BCĐ, on which area codes are read.
pub const NOTICE: Day = day(2019, 7, 17);
/// The first day on which residents are asked.
pub const ASKED_FROM: Day = day(2019, 7, 19);
/// Days on which residents are asked; all is done before the Front's date.
pub const DAYS_ASKED: u64 = 15;
/// Days for which the survey that is left open stays open.
pub const DAYS_OPEN: i64 = 30;

/// What notice 05-TB/BCĐ of 17/7/2019 asks for in round 1 (items 1, 5, 10 and 11.1).
pub const DUE_DATES: [DueDate; 5] = [
    due(Deliverable::CriterionAppraisals, day(2019, 8, 10)),
    due(Deliverable::DebtStatement, day(2019, 8, 10)),
    due(Deliverable::FrontReport, day(2019, 8, 10)),
    due(Deliverable::RecognitionVote, day(2019, 8, 30)),
    due(Deliverable::ReassessmentReport, day(2019, 8, 5)),
];

/// Eight in the morning of a day in Viet Nam, so many days after another.
#[must_use]
pub fn morning(from: Day, days: u64) -> Instant {
    let day = from
        .checked_add_days(chrono::Days::new(days))
        .unwrap_or(from);
    let midnight: DateTime<Utc> = start_of(day).unwrap_or_default();
    midnight
        .checked_add_signed(chrono::TimeDelta::hours(8))
        .unwrap_or(midnight)
}

const fn due(deliverable: Deliverable, due_before: Day) -> DueDate {
    DueDate {
        deliverable,
        due_before,
    }
}

const fn day(year: i32, month: u32, day: u32) -> Day {
    match Day::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => Day::MIN,
    }
}
