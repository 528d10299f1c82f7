//! Keyset pages: the rows after or before a key, never "skip so many".

use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, SimpleExpr, Value};
use sea_orm::{Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::cells::is_text;
use super::fault::StorageFault;
use crate::domain::base::clock::Day;
use crate::domain::base::page::{Cursor, LARGEST_PAGE, Page, PageRequest};

/// What a column of a list's key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Uuid,
    Text,
    Number,
    Day,
}

/// The key by which a list is ordered; its last column is unique with the ones before it.
pub(crate) struct Key {
    columns: Vec<(SimpleExpr, Kind)>,
    descending: bool,
}

impl Key {
    /// A list that begins with the least.
    pub(crate) const fn ascending() -> Self {
        Self {
            columns: Vec::new(),
            descending: false,
        }
    }

    /// A list that begins with the greatest.
    pub(crate) const fn descending() -> Self {
        Self {
            columns: Vec::new(),
            descending: true,
        }
    }

    /// Adds a column.
    pub(crate) fn then(mut self, column: impl IntoColumnRef, kind: Kind) -> Self {
        self.columns.push((Expr::col(column), kind));
        self
    }

    /// Adds an expression that every row has a value of.
    pub(crate) fn then_value(mut self, value: SimpleExpr, kind: Kind) -> Self {
        self.columns.push((value, kind));
        self
    }

    /// Narrows a list to the page's rows, and one more that tells whether there are others.
    pub(crate) fn window<S>(&self, list: S, request: &PageRequest) -> Result<S, StorageFault>
    where
        S: QueryFilter + QueryOrder + QuerySelect,
    {
        let mut list = list;
        if let Some(after) = &request.after {
            list = list.filter(self.beside(after, self.descending)?);
        }
        if let Some(before) = &request.before {
            list = list.filter(self.beside(before, !self.descending)?);
        }
        let order = if self.descending == request.from_end {
            Order::Asc
        } else {
            Order::Desc
        };
        for (column, _) in &self.columns {
            list = list.order_by(column.clone(), order.clone());
        }
        Ok(list.limit(size(request).saturating_add(1)))
    }

    fn beside(&self, cursor: &Cursor, less: bool) -> Result<SimpleExpr, StorageFault> {
        if cursor.0.len() != self.columns.len() {
            return Err(StorageFault::BadCursor);
        }
        let columns = self.columns.iter().map(|(column, _)| column.clone());
        let values = self
            .columns
            .iter()
            .zip(&cursor.0)
            .map(|((_, kind), text)| kind.read(text).map(SimpleExpr::Value))
            .collect::<Result<Vec<_>, _>>()?;
        let (columns, values) = (Expr::tuple(columns), Expr::tuple(values));
        Ok(if less {
            columns.lt(values)
        } else {
            columns.gt(values)
        })
    }
}

impl Kind {
    fn read(self, text: &str) -> Result<Value, StorageFault> {
        let bad = StorageFault::BadCursor;
        Ok(match self {
            Self::Uuid => Uuid::parse_str(text).map_err(|_| bad)?.into(),
            Self::Day => text.parse::<Day>().map_err(|_| bad)?.into(),
            Self::Number => text.parse::<i64>().map_err(|_| bad)?.into(),
            // PostgreSQL takes no NUL in a text.
            Self::Text if !is_text(text) => return Err(bad),
            Self::Text => text.into(),
        })
    }
}

/// Makes a page of what [`Key::window`] let through.
pub(crate) fn page<T>(request: &PageRequest, mut rows: Vec<(Cursor, T)>) -> Page<T> {
    let size = usize::try_from(size(request)).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    if request.from_end {
        rows.reverse();
    }
    Page {
        rows,
        has_next: if request.from_end {
            request.before.is_some()
        } else {
            more
        },
        has_previous: if request.from_end {
            more
        } else {
            request.after.is_some()
        },
    }
}

fn size(request: &PageRequest) -> u64 {
    request.limit.clamp(1, LARGEST_PAGE)
}
