//! A page of a list: what is asked for, and what comes back.

/// Rows on a page where nothing is said.
pub const DEFAULT_PAGE: u64 = 50;
/// Rows on a page at the most.
pub const LARGEST_PAGE: u64 = 500;

/// The sort key of a row, its unique tie-breaker last: where a page begins or ends.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub Vec<String>);

/// Which page of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// How many rows, 1 to [`LARGEST_PAGE`].
    pub limit: u64,
    /// Whether the last rows are asked for, rather than the first.
    pub from_end: bool,
    /// Only rows after this one.
    pub after: Option<Cursor>,
    /// Only rows before this one.
    pub before: Option<Cursor>,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self {
            limit: DEFAULT_PAGE,
            from_end: false,
            after: None,
            before: None,
        }
    }
}

/// A page of a list, in the list's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows with their cursors.
    pub rows: Vec<(Cursor, T)>,
    /// Whether rows follow.
    pub has_next: bool,
    /// Whether rows go before.
    pub has_previous: bool,
}

impl<T> Page<T> {
    /// A page without rows.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            rows: Vec::new(),
            has_next: false,
            has_previous: false,
        }
    }

    /// The same page of other things.
    pub fn map<U>(self, mut make: impl FnMut(T) -> U) -> Page<U> {
        let rows = self
            .rows
            .into_iter()
            .map(|(cursor, row)| (cursor, make(row)))
            .collect();
        Page {
            rows,
            has_next: self.has_next,
            has_previous: self.has_previous,
        }
    }
}
