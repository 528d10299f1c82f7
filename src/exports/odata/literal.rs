//! A value in an expression, and how a cell stands to it.

use std::cmp::Ordering;

use chrono::DateTime;

use super::fault::OptionFault;
use super::tokens::Token;
use crate::domain::base::clock::{Day, Instant};
use crate::exports::tables::cell::{Cell, Kind};

/// Millionths, in which numbers are compared: no column has more decimals.
const UNIT: i128 = 1_000_000;
/// Decimals of a literal at the most.
const PLACES: usize = 6;

/// A value of a column's kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Literal {
    Null,
    Text(String),
    /// In millionths.
    Number(i128),
    Day(Day),
    Moment(Instant),
    Flag(bool),
}

impl Literal {
    /// Reads a literal that a column of a kind is compared with.
    ///
    /// # Errors
    /// [`OptionFault::Kind`] where it is of another kind.
    pub fn read(token: &Token, kind: Kind) -> Result<Self, OptionFault> {
        let word = match token {
            Token::Word(word) => word.as_str(),
            Token::Quoted(text) if kind == Kind::Text => return Ok(Self::Text(text.clone())),
            _ => return Err(OptionFault::Kind),
        };
        if word == "null" {
            return Ok(Self::Null);
        }
        let read = match kind {
            Kind::Text => None,
            Kind::Whole | Kind::Percent | Kind::Decimal => number(word).map(Self::Number),
            Kind::Day => word.parse().ok().map(Self::Day),
            Kind::Moment => {
                let read = DateTime::parse_from_rfc3339(word).ok();
                read.map(|instant| Self::Moment(instant.to_utc()))
            }
            Kind::Flag => word.parse().ok().map(Self::Flag),
        };
        read.ok_or(OptionFault::Kind)
    }

    /// How a cell stands to it; `None` where either is null.
    pub fn against(&self, cell: &Cell) -> Option<Ordering> {
        match (cell, self) {
            (Cell::Text(have) | Cell::Term(have, _), Self::Text(text)) => {
                Some(have.as_str().cmp(text))
            }
            (Cell::Day(have), Self::Day(day)) => Some(have.cmp(day)),
            (Cell::Moment(have), Self::Moment(instant)) => Some(have.cmp(instant)),
            (Cell::Flag(have), Self::Flag(flag)) => Some(have.cmp(flag)),
            (have, Self::Number(number)) => millionths(have).map(|have| have.cmp(number)),
            _ => None,
        }
    }
}

/// Which of two cells of a column comes first; nothing comes before everything.
pub(super) fn between(one: &Cell, other: &Cell) -> Ordering {
    match (one, other) {
        (Cell::Empty, Cell::Empty) => Ordering::Equal,
        (Cell::Empty, _) => Ordering::Less,
        (_, Cell::Empty) => Ordering::Greater,
        (Cell::Day(one), Cell::Day(other)) => one.cmp(other),
        (Cell::Moment(one), Cell::Moment(other)) => one.cmp(other),
        (Cell::Flag(one), Cell::Flag(other)) => one.cmp(other),
        _ => match (millionths(one), millionths(other)) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => one.plain().cmp(&other.plain()),
        },
    }
}

fn millionths(cell: &Cell) -> Option<i128> {
    match cell {
        Cell::Whole(number) => Some(i128::from(*number) * UNIT),
        Cell::Percent(hundredths) | Cell::Decimal(hundredths) => {
            Some(i128::from(*hundredths) * (UNIT / 100))
        }
        _ => None,
    }
}

/// A decimal in millionths.
fn number(word: &str) -> Option<i128> {
    let (sign, digits) = match word.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, word),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
    let fits = !whole.is_empty() && whole.len() <= 18 && part.len() <= PLACES;
    if !fits || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let padded = format!("{whole}{part:0<PLACES$}");
    padded.parse::<i128>().ok().map(|number| number * sign)
}
