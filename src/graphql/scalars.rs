//! Our own scalars: strict on the way in, one form on the way out.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};
use uuid::Uuid;

use crate::domain::base::clock::{Day, Instant, to_microseconds};
use crate::domain::base::money::Money;
use crate::domain::recognition::score::Score;

/// Length of RFC 9562's text form with hyphens.
const UUID_LENGTH: usize = 36;
/// Length of a date with four digits of year.
const DATE_LENGTH: usize = 10;

/// A universally unique identifier, lower case with hyphens on the way out (RFC 9562).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UniqueId(pub Uuid);

/// An instant: any offset in, UTC with Z out; without an offset it is malformed (RFC 3339).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub Instant);

impl Moment {
    /// The instant as it is sent.
    #[must_use]
    pub fn text(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }
}

/// A day in `Asia/Ho_Chi_Minh`, written as year, month and day (RFC 3339's full-date).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarDay(pub Day);

/// Reads RFC 9562's text form with hyphens, in either case.
#[must_use]
pub fn uuid_of(text: &str) -> Option<Uuid> {
    (text.len() == UUID_LENGTH)
        .then(|| Uuid::try_parse(text).ok())
        .flatten()
}

/// Reads an instant of RFC 3339 with its offset, cut to the microsecond.
#[must_use]
pub fn instant_of(text: &str) -> Option<Instant> {
    let separated = matches!(text.as_bytes().get(DATE_LENGTH), Some(b'T' | b't'));
    let instant = DateTime::parse_from_rfc3339(text)
        .ok()
        .filter(|_| separated)?
        .with_timezone(&Utc);
    Some(to_microseconds(instant))
}

/// Reads a full date with four digits of year.
#[must_use]
pub fn day_of(text: &str) -> Option<Day> {
    (text.len() == DATE_LENGTH)
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
        .filter(|day| day.year() >= 0)
}

/// An exact amount in whole đồng, written as decimal digits: `1500000000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(pub Money);

/// Points from 0 to 100 with at most two decimals, written as a text: `8.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points(pub Score);

fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// Universally unique identifier, lower case with hyphens out.
#[Scalar(
    name = "UUID",
    specified_by_url = "https://www.rfc-editor.org/rfc/rfc9562"
)]
impl ScalarType for UniqueId {
    fn parse(value: Value) -> InputValueResult<Self> {
        text_of(&value)
            .and_then(uuid_of)
            .map(Self)
            .ok_or_else(|| InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.as_hyphenated().to_string())
    }
}

/// An instant: any offset in, UTC with Z out. A time without an offset is malformed.
#[Scalar(
    name = "DateTime",
    specified_by_url = "https://scalars.graphql.org/andimarek/date-time"
)]
impl ScalarType for Moment {
    fn parse(value: Value) -> InputValueResult<Self> {
        text_of(&value)
            .and_then(instant_of)
            .map(Self)
            .ok_or_else(|| InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        Value::String(self.text())
    }
}

/// A day in `Asia/Ho_Chi_Minh`, such as 2019-07-17.
#[Scalar(
    name = "Date",
    specified_by_url = "https://scalars.graphql.org/andimarek/local-date"
)]
impl ScalarType for CalendarDay {
    fn parse(value: Value) -> InputValueResult<Self> {
        text_of(&value)
            .and_then(day_of)
            .map(Self)
            .ok_or_else(|| InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An exact amount in whole đồng as a text of decimal digits, such as "1500000000": at most 18
/// digits, no sign, no separators (số tiền).
#[Scalar(name = "Money")]
impl ScalarType for Amount {
    fn parse(value: Value) -> InputValueResult<Self> {
        text_of(&value)
            .and_then(|text| text.parse().ok())
            .map(Self)
            .ok_or_else(|| InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// Points from 0 to 100 with at most two decimals as a text, such as "8.5" (điểm).
#[Scalar(name = "Score")]
impl ScalarType for Points {
    fn parse(value: Value) -> InputValueResult<Self> {
        text_of(&value)
            .and_then(|text| text.parse().ok())
            .map(Self)
            .ok_or_else(|| InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
