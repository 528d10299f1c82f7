//! The dates of round 1 of 2019, as the demonstration plays them.
//!
//! The days of the notice and of the vote are known ([`NOTICE`], the due dates, [`VOTED`]); the days
//! between them are made up.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::base::clock::{Day, Instant, start_of};
use crate::domain::law::round::{Deliverable, DueDate};

/// The day of notice 05-TB/BCĐ, on which area codes are read.
pub const NOTICE: Day = day(2019, 7, 17);
/// The day on which the surveys of the round are made.
pub const PLANNED: Day = day(2019, 7, 18);
/// The first day on which residents are asked.
pub const ASKED_FROM: Day = day(2019, 7, 19);
/// Days on which residents are asked: ten days of posting still end before the Front's date.
pub const DAYS_ASKED: u64 = 9;
/// The day on which surveys are closed and their results hung out.
pub const POSTED: Day = day(2019, 7, 28);
/// The day on which one commune is nominated, too late to ask its residents in this round.
pub const NOMINATED_LATE: Day = day(2019, 7, 29);
/// The day on which organisations speak, and comments are answered.
pub const SPOKEN: Day = day(2019, 7, 30);
/// The day on which communes of 2015 or earlier have been looked at again, in time for the notice's date.
pub const LOOKED_AGAIN: Day = day(2019, 7, 31);
/// By when the notice wants it (item 1).
pub const LOOKED_AGAIN_DUE: DueDate = due(Deliverable::ReassessmentReport, day(2019, 8, 5));
/// The day of the districts' ratings of products, before the notice's date (item II.5).
pub const RATED_BY_DISTRICT: Day = day(2019, 9, 12);
/// The day of the province's, in the notice's month.
pub const RATED: Day = day(2019, 10, 15);
/// The day on which a resident objects.
pub const OBJECTED: Day = day(2019, 8, 1);
/// The day on which the objection is answered.
pub const ANSWERED: Day = day(2019, 8, 5);
/// The day on which departments' findings come in.
pub const APPRAISED: Day = day(2019, 8, 6);
/// The day on which the provincial Front asks some residents itself.
pub const CHECKED: Day = day(2019, 8, 7);
/// The day on which it verifies: ten full days after [`POSTED`].
pub const VERIFIED: Day = day(2019, 8, 8);
/// The day of its report, the last one in time.
pub const REPORTED: Day = day(2019, 8, 9);
/// The day on which the survey that was returned is closed again, and its findings come in late.
pub const CLOSED_AGAIN: Day = day(2019, 8, 12);
/// The day on which its residents are asked directly.
pub const CHECKED_AGAIN: Day = day(2019, 8, 22);
/// The day on which it is verified: ten full days after [`CLOSED_AGAIN`].
pub const VERIFIED_AGAIN: Day = day(2019, 8, 23);
/// The day of the late report.
pub const REPORTED_LATE: Day = day(2019, 8, 26);
/// The day that the province's debt is stated of (notice, item 5).
pub const DEBT_AS_OF: Day = day(2019, 8, 31);
/// The day on which it is stated.
pub const DEBT_STATED: Day = day(2019, 9, 4);
/// The day on which dossiers that can't be ready are put off.
pub const PUT_OFF: Day = day(2019, 9, 13);
/// The day on which the session is called.
pub const CALLED: Day = day(2019, 9, 16);
/// The day of the vote (kinhtenongthon.vn post30730).
pub const VOTED: Day = day(2019, 9, 23);
/// The day of the decision.
pub const DECIDED: Day = day(2019, 9, 30);
/// Days for which the survey that is left open stays open.
pub const DAYS_OPEN: i64 = 30;

/// What notice 05-TB/BCĐ of 17/7/2019 asks for in round 1 (items 1, 5, 10 and 11.1).
pub const DUE_DATES: [DueDate; 5] = [
    due(Deliverable::CriterionAppraisals, day(2019, 8, 10)),
    due(Deliverable::DebtStatement, day(2019, 8, 10)),
    due(Deliverable::FrontReport, day(2019, 8, 10)),
    due(Deliverable::RecognitionVote, day(2019, 8, 30)),
    LOOKED_AGAIN_DUE,
];

/// What it asks for in round 2.
pub const LATER_DUE_DATES: [DueDate; 4] = [
    due(Deliverable::CriterionAppraisals, day(2019, 11, 30)),
    due(Deliverable::DebtStatement, day(2019, 11, 30)),
    due(Deliverable::FrontReport, day(2019, 11, 30)),
    due(Deliverable::RecognitionVote, day(2019, 12, 15)),
];

/// Eight in the morning of a day in Viet Nam, so many days after another.
#[must_use]
pub fn morning(from: Day, days: u64) -> Instant {
    let day = from
        .checked_add_days(chrono::Days::new(days))
        .unwrap_or(from);
    at(day, 8)
}

/// So many hours after midnight of a day in Viet Nam.
#[must_use]
pub fn at(day: Day, hour: i64) -> Instant {
    let midnight: DateTime<Utc> = start_of(day).unwrap_or_default();
    midnight
        .checked_add_signed(TimeDelta::hours(hour))
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
