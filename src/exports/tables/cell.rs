//! What stands in a table: columns with their kinds, and values.

use std::fmt::Display;

use chrono::SecondsFormat;

use crate::domain::base::clock::{Day, Instant};
use crate::domain::base::language::Language;
use crate::domain::base::ratio::{Limit, Share};
use crate::words::spoken::{Spoken, Text};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text or a code.
    Text,
    /// A whole number.
    Whole,
    /// A percentage with two decimals.
    Percent,
    /// A number with two decimals.
    Decimal,
    /// A day.
    Day,
    /// An instant.
    Moment,
    /// Yes or no.
    Flag,
}

/// A column as it is headed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its fixed name, for programs.
    pub key: String,
    /// Its title in Vietnamese, for people.
    pub vi: String,
    /// Its title in English.
    pub en: String,
    /// What it holds.
    pub kind: Kind,
}

impl Head {
    /// The title in a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known, asked or shown.
    Empty,
    /// A text that somebody wrote, or an opaque code.
    Text(String),
    /// One of a closed list: its fixed name for programs, its words for people.
    Term(String, Text),
    /// A whole number.
    Whole(i64),
    /// Hundredths of a percent.
    Percent(i64),
    /// Hundredths.
    Decimal(i64),
    /// A day.
    Day(Day),
    /// An instant.
    Moment(Instant),
    /// Yes or no.
    Flag(bool),
}

/// A row, as wide as its table has columns.
pub type Row = Vec<Cell>;

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A value of a closed list.
    pub fn term(value: impl Spoken + Display) -> Self {
        Self::Term(value.to_string(), value.words())
    }

    /// A share, where its base is not 0.
    pub fn share(share: Share) -> Self {
        share.hundredths().map_or(Self::Empty, Self::Percent)
    }

    /// A limit, where there is one.
    pub fn limit(limit: Option<Limit>) -> Self {
        limit.map_or(Self::Empty, |limit| Self::Percent(limit.hundredths()))
    }

    /// Yes or no, where it can be told.
    pub fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Empty, Self::Flag)
    }

    /// A number, where there is one.
    pub fn whole(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Whole)
    }

    /// A day, where there is one.
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// A text, where there is one.
    pub fn some(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// The value as a program reads it; `None` where there is none.
    #[must_use]
    pub fn plain(&self) -> Option<String> {
        Some(match self {
            Self::Empty => return None,
            Self::Text(text) | Self::Term(text, _) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Percent(hundredths) | Self::Decimal(hundredths) => decimal(*hundredths, 2),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::Moment(instant) => instant.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            Self::Flag(flag) => flag.to_string(),
        })
    }
}

/// A whole number of 10^-`places` as a decimal with a point: 9861 of 2 places is `98.61`.
#[must_use]
pub fn decimal(value: i64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    let (whole, part) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    let width = usize::try_from(places).unwrap_or(2);
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{whole}.{part:0width$}")
}
