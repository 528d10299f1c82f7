//! The query options of a request: which rows, in which order, how many.

use super::fault::OptionFault;
use super::filter::Filter;
use super::literal::between;
use crate::exports::tables::cell::{Cell, Head, Row};

/// Rows of a page at the most; more come by its next link.
pub const LARGEST: usize = 1_000;
/// Characters of an option at the most.
const LONGEST: usize = 2_000;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    select: Option<Vec<usize>>,
    filter: Option<Filter>,
    order: Vec<(usize, bool)>,
    top: Option<usize>,
    skip: usize,
    token: usize,
    /// Whether the answer says how many rows there are in all.
    pub count: bool,
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The places of the properties that are shown.
    pub shown: Vec<usize>,
    /// The rows, whole.
    pub rows: Vec<Row>,
    /// How many rows fulfil the filter.
    pub total: usize,
    /// How many rows were given on this page and before it, where more follow.
    pub next: Option<usize>,
}

impl Options {
    /// Reads the options of a set with these properties.
    ///
    /// # Errors
    /// [`OptionFault`] for the first that can't be followed.
    pub fn read(pairs: &[(String, String)], heads: &[Head]) -> Result<Self, OptionFault> {
        let mut options = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in pairs {
            // Options without the sign are the client's own business.
            let Some(plain) = name.strip_prefix('$') else {
                continue;
            };
            if seen.contains(&plain) {
                return Err(OptionFault::Strange(name.clone()));
            }
            seen.push(plain);
            if value.len() > LONGEST {
                return Err(OptionFault::TooLong);
            }
            options.take(plain, value, heads)?;
        }
        Ok(options)
    }

    fn take(&mut self, name: &str, value: &str, heads: &[Head]) -> Result<(), OptionFault> {
        match name {
            "select" => self.select = selected(value, heads)?,
            "filter" => self.filter = Some(Filter::read(value, heads)?),
            "orderby" => self.order = ordered(value, heads)?,
            "top" => self.top = Some(number(value)?),
            "skip" => self.skip = number(value)?,
            "skiptoken" => self.token = number(value)?,
            "count" => self.count = value.parse().map_err(|_| OptionFault::Syntax)?,
            "format" => {}
            "expand" | "search" | "apply" | "compute" | "index" | "levels" | "schemaversion"
            | "deltatoken" => return Err(OptionFault::NotImplemented(name.to_owned())),
            _ => return Err(OptionFault::Strange(name.to_owned())),
        }
        Ok(())
    }

    /// The page of some rows that is asked for.
    #[must_use]
    pub fn follow(&self, rows: Vec<Row>, heads: &[Head]) -> Answer {
        let holds = |row: &Row| self.filter.as_ref().is_none_or(|filter| filter.holds(row));
        let mut rows: Vec<Row> = rows.into_iter().filter(holds).collect();
        rows.sort_by(|one, other| {
            let by = |(column, down): &(usize, bool)| {
                let cell = |row: &Row| row.get(*column).cloned().unwrap_or(Cell::Empty);
                let order = between(&cell(one), &cell(other));
                if *down { order.reverse() } else { order }
            };
            let mut orders = self.order.iter().map(by);
            orders
                .find(|order| order.is_ne())
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        let total = rows.len();
        let wanted = self.top.unwrap_or(usize::MAX).saturating_sub(self.token);
        let begin = self.skip.saturating_add(self.token);
        let rest = total.saturating_sub(begin);
        let size = wanted.min(LARGEST).min(rest);
        let given = self.token.saturating_add(size);
        Answer {
            shown: self
                .select
                .clone()
                .unwrap_or_else(|| (0..heads.len()).collect()),
            rows: rows.into_iter().skip(begin).take(size).collect(),
            total,
            next: (size < rest && size < wanted).then_some(given),
        }
    }
}

fn selected(value: &str, heads: &[Head]) -> Result<Option<Vec<usize>>, OptionFault> {
    if value.trim() == "*" {
        return Ok(None);
    }
    let names = value.split(',').map(str::trim);
    names
        .map(|name| column(name, heads))
        .collect::<Result<_, _>>()
        .map(Some)
}

fn ordered(value: &str, heads: &[Head]) -> Result<Vec<(usize, bool)>, OptionFault> {
    let part = |text: &str| {
        let mut words = text.split_whitespace();
        let name = words.next().ok_or(OptionFault::Syntax)?;
        let down = match (words.next(), words.next()) {
            (None | Some("asc"), None) => false,
            (Some("desc"), None) => true,
            _ => return Err(OptionFault::Syntax),
        };
        Ok((column(name, heads)?, down))
    };
    value.split(',').map(part).collect()
}

fn column(name: &str, heads: &[Head]) -> Result<usize, OptionFault> {
    let found = heads.iter().position(|head| head.key == name);
    found.ok_or_else(|| OptionFault::Unknown(name.to_owned()))
}

fn number(value: &str) -> Result<usize, OptionFault> {
    value.trim().parse().map_err(|_| OptionFault::Syntax)
}
