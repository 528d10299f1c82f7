//! The only source of "now", and days as they are counted in Viet Nam.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// An instant, kept to the microsecond (what both databases hold).
pub type Instant = DateTime<Utc>;

/// A day in Viet Nam (`Asia/Ho_Chi_Minh`).
pub type Day = NaiveDate;

/// Viet Nam's offset from UTC in seconds; it has had no summer time since 1975.
const VIET_NAM_OFFSET_SECONDS: i32 = 7 * 3600;

/// Tells the time. A parameter of every use case, so that a test can hold it still.
pub trait Clock: Send + Sync {
    /// The present instant, to the microsecond.
    fn now(&self) -> Instant;

    /// Today's date in Viet Nam.
    fn today(&self) -> Day {
        day_of(self.now())
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    fn now(&self) -> Instant {
        to_microseconds(Utc::now())
    }
}

/// A clock that stands until it is moved: for tests, and for the demo's year 2019.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// A clock that stands at `now`.
    #[must_use]
    pub fn at(now: Instant) -> Self {
        Self(AtomicI64::new(now.timestamp_micros()))
    }

    /// Moves the clock, forwards or back.
    pub fn set(&self, now: Instant) {
        self.0.store(now.timestamp_micros(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst))
            .unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// An instant cut to the microsecond, so that what is compared is what is stored.
///
/// A leap second is the second after it, as every database has it.
#[must_use]
pub fn to_microseconds(instant: Instant) -> Instant {
    DateTime::from_timestamp_micros(instant.timestamp_micros()).unwrap_or(instant)
}

/// An instant by the clocks of Viet Nam.
#[must_use]
pub fn local(instant: Instant) -> NaiveDateTime {
    FixedOffset::east_opt(VIET_NAM_OFFSET_SECONDS).map_or_else(
        || instant.naive_utc(),
        |offset| instant.with_timezone(&offset).naive_local(),
    )
}

/// The day in Viet Nam on which an instant falls.
#[must_use]
pub fn day_of(instant: Instant) -> Day {
    local(instant).date()
}

/// An instant as a clock in Viet Nam shows it: `17/7/2019 12:05`.
#[must_use]
pub fn shown(instant: Instant) -> String {
    local(instant).format("%-d/%-m/%Y %H:%M").to_string()
}

/// The instant at which a day begins in Viet Nam; `None` at the edges of the calendar.
#[must_use]
pub fn start_of(day: Day) -> Option<Instant> {
    let offset = FixedOffset::east_opt(VIET_NAM_OFFSET_SECONDS)?;
    let midnight = day
        .and_time(NaiveTime::MIN)
        .and_local_timezone(offset)
        .single()?;
    Some(midnight.with_timezone(&Utc))
}

/// The day before; `None` at the edge of the calendar.
#[must_use]
pub fn day_before(day: Day) -> Option<Day> {
    day.checked_sub_days(Days::new(1))
}
