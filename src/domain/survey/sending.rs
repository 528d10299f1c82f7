//! What a phone says of itself when it sends: its clock, and what it still holds.

use chrono::TimeDelta;

use crate::domain::base::clock::Instant;
use crate::domain::base::ids::{AccountId, SurveyId};

/// Minutes by which a phone's clock may be off, or its request under way, before times are corrected.
pub const CLOCK_TRUST_MINUTES: i64 = 2;
/// Forms that a device may say it still holds.
pub const MOST_QUEUED: i64 = 1_000_000;
/// Name of the device of an app that doesn't name one.
pub const UNNAMED_DEVICE: &str = "unnamed";

/// What comes along with a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sending {
    /// When the batch left, by the phone's own clock.
    pub sent_at: Option<Instant>,
    /// The device, by a code that the app has made.
    pub device: Option<String>,
    /// Forms of the survey that it holds beside this batch.
    pub still_queued: Option<i64>,
}

impl Sending {
    /// How far the phone's clock is ahead of ours; `None` where it isn't told or near enough.
    ///
    /// The same goes for times that the phone has noted: one that is a day ahead has noted all of
    /// them a day ahead, as long as nobody has set it in between.
    #[must_use]
    pub fn clock_ahead(&self, now: Instant) -> Option<TimeDelta> {
        let ahead = self.sent_at?.signed_duration_since(now);
        (ahead.abs() > TimeDelta::minutes(CLOCK_TRUST_MINUTES)).then_some(ahead)
    }
}

/// A time that a phone has noted, by our clock.
#[must_use]
pub fn corrected(noted: Instant, clock_ahead: Option<TimeDelta>) -> Instant {
    clock_ahead
        .and_then(|ahead| noted.checked_sub_signed(ahead))
        .unwrap_or(noted)
}

/// What a device held of a survey when it last told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceQueue {
    /// The survey.
    pub survey: SurveyId,
    /// The account that it speaks for.
    pub account: AccountId,
    /// Its code.
    pub device: String,
    /// Forms that it holds, those included that a receipt has told it to keep.
    pub still_queued: i64,
    /// When it told.
    pub reported_at: Instant,
    /// Seconds that its clock was ahead, negative where it was behind; `None` where it was right or
    /// not told.
    pub clock_ahead_seconds: Option<i64>,
}
