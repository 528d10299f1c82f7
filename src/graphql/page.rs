//! Relay pages: what is asked for, opaque cursors, connections of any node.

use async_graphql::{ComplexObject, Context, OutputType, SimpleObject, TypeName};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::borrow::Cow;

use crate::domain::base::page::{Cursor, DEFAULT_PAGE, LARGEST_PAGE, Page, PageRequest};
use crate::services::refusal::{InputFault, Refusal};

/// The arguments of a connection as they were sent.
#[derive(Debug, Default)]
pub struct Asked {
    /// The first so many.
    pub first: Option<i32>,
    /// After this cursor.
    pub after: Option<String>,
    /// The last so many.
    pub last: Option<i32>,
    /// Before this cursor.
    pub before: Option<String>,
}

impl Asked {
    /// The page of a list of `T` that is asked for: 50 rows from the start where nothing is said.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] for `first` with `last`, a size outside 1 to 500, and a cursor that
    /// such a list doesn't give.
    pub fn request<T: OutputType>(&self) -> Result<PageRequest, Refusal> {
        if self.first.is_some() && self.last.is_some() {
            return Err(bad("last", InputFault::FirstAndLast));
        }
        let from_end = self.last.is_some();
        let limit = match (self.first, self.last) {
            (Some(size), _) => rows(size, "first")?,
            (None, Some(size)) => rows(size, "last")?,
            (None, None) => DEFAULT_PAGE,
        };
        Ok(PageRequest {
            limit,
            from_end,
            after: cursor::<T>(self.after.as_deref(), "after")?,
            before: cursor::<T>(self.before.as_deref(), "before")?,
        })
    }
}

fn rows(size: i32, field: &str) -> Result<u64, Refusal> {
    let most = LARGEST_PAGE;
    u64::try_from(size)
        .ok()
        .filter(|size| (1..=most).contains(size))
        .ok_or_else(|| bad(field, InputFault::PageSize { most }))
}

fn cursor<T: OutputType>(text: Option<&str>, field: &str) -> Result<Option<Cursor>, Refusal> {
    text.map(|text| decode::<T>(text).ok_or_else(|| bad(field, InputFault::Cursor)))
        .transpose()
}

/// Reads what [`encode`] wrote for a list of the same type.
fn decode<T: OutputType>(text: &str) -> Option<Cursor> {
    let json = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (list, key): (String, Cursor) = serde_json::from_slice(&json).ok()?;
    (list == T::type_name()).then_some(key)
}

fn bad(field: &str, fault: InputFault) -> Refusal {
    Refusal::BadInput {
        path: vec![field.to_owned()],
        fault,
    }
}

/// A row's key as clients see it: with the list's type, since two lists may have like keys.
fn encode<T: OutputType>(cursor: &Cursor) -> String {
    // A list of strings can always be written.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&(T::type_name(), cursor)).unwrap_or_default())
}

/// Whether the answer asks for the connection's `totalCount`, which costs a read of its own.
#[must_use]
pub fn wants_total(ctx: &Context<'_>) -> bool {
    ctx.look_ahead().field("totalCount").exists()
}

/// Where a page stands in its list (Relay).
#[derive(Debug, SimpleObject)]
pub struct PageInfo {
    /// Whether rows follow this page.
    pub has_next_page: bool,
    /// Whether rows go before this page.
    pub has_previous_page: bool,
    /// Cursor of the first row; null on an empty page.
    pub start_cursor: Option<String>,
    /// Cursor of the last row; null on an empty page.
    pub end_cursor: Option<String>,
}

/// A row of a page with its cursor.
#[derive(Debug, SimpleObject)]
#[graphql(name_type)]
pub struct Edge<T: OutputType> {
    /// The row.
    pub node: T,
    /// Where the row stands in the list, for `after` and `before`; opaque.
    pub cursor: String,
}

/// A page of a list, in the list's own stable order (Relay).
#[derive(Debug, SimpleObject)]
#[graphql(name_type, complex)]
pub struct Connection<T: OutputType> {
    /// The rows with their cursors.
    pub edges: Vec<Edge<T>>,
    /// Where the page stands in the list.
    pub page_info: PageInfo,
    /// How many rows the whole list holds.
    pub total_count: i64,
}

#[ComplexObject]
impl<T: OutputType> Connection<T> {
    /// The rows without their cursors.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }
}

impl<T: OutputType> TypeName for Edge<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Edge", T::type_name()))
    }
}

impl<T: OutputType> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Connection", T::type_name()))
    }
}

impl<T: OutputType> Connection<T> {
    /// A page as a connection; `total` is 0 where nobody asks for it.
    pub fn of<R>(page: Page<R>, total: u64, make: impl Fn(R) -> T) -> Self {
        let edges: Vec<Edge<T>> = page
            .rows
            .into_iter()
            .map(|(cursor, row)| Edge {
                node: make(row),
                cursor: encode::<T>(&cursor),
            })
            .collect();
        let page_info = PageInfo {
            has_next_page: page.has_next,
            has_previous_page: page.has_previous,
            start_cursor: edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: edges.last().map(|edge| edge.cursor.clone()),
        };
        Self {
            edges,
            page_info,
            total_count: i64::try_from(total).unwrap_or(i64::MAX),
        }
    }
}
