//! How much one GraphQL document may ask for, and which fields hold lists.

use std::collections::HashMap;

/// The page size where a query names none, as the API's contract has it.
pub const DEFAULT_PAGE: u64 = 50;

/// The largest page; beyond it the resolver refuses, so the guard never counts more.
pub const LARGEST_PAGE: u64 = 500;

/// The bounds of a single request, all of them checked before the GraphQL library sees it.
///
/// The defaults let through a batch of 500 responses written out in the text, the standard
/// introspection query, and a round's 262 candidacies with approval by item in one page of 500.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the document.
    pub document_bytes: usize,
    /// Tokens of the document: what the parser has to chew.
    pub tokens: u64,
    /// How deep brackets of any kind may stand in one another.
    pub brackets: u64,
    /// Operations in one document; an editor sends all that it holds.
    pub operations: usize,
    /// Fragment definitions in one document.
    pub fragments: usize,
    /// Fields of the root, fragments spread out.
    pub root_fields: u64,
    /// Aliases in the whole document.
    pub aliases: u64,
    /// Directives in the whole document.
    pub directives: u64,
    /// Fields, spreads and inline fragments of an operation, every fragment spread out.
    pub selections: u64,
    /// Selection sets in one another, counting fragments; the library's own limit is 32.
    pub nesting: u64,
    /// Fields in one another, introspection apart.
    pub depth: u64,
    /// Fields in one another below `__schema` and `__type`.
    pub introspection_depth: u64,
    /// Field values that the answer could hold: page sizes multiplied along the path.
    pub cost: u64,
    /// Values in the variables, counted once for every place that uses a variable.
    pub variable_values: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 1024 * 1024,
            tokens: 120_000,
            brackets: 60,
            operations: 50,
            fragments: 200,
            root_fields: 50,
            aliases: 100,
            directives: 50,
            selections: 5_000,
            nesting: 30,
            depth: 15,
            introspection_depth: 20,
            cost: 1_000_000,
            variable_values: 4_000_000,
        }
    }
}

/// How many values a list field can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// As many as `first` or `last` says, [`DEFAULT_PAGE`] where neither is given.
    Paged,
    /// About so many, as the subject has it: a questionnaire's items, an item's options.
    About(u64),
}

/// The list fields by name. A field that is not in it counts as one value.
#[derive(Debug, Clone, Default)]
pub struct ListFields {
    sizes: HashMap<&'static str, Size>,
    weights: HashMap<&'static str, u64>,
}

impl ListFields {
    /// A table of list fields.
    #[must_use]
    pub fn new(fields: &[(&'static str, Size)]) -> Self {
        Self {
            sizes: fields.iter().copied().collect(),
            weights: HashMap::new(),
        }
    }

    /// The table with fields that count for more than one value by themselves.
    #[must_use]
    pub fn weighing(mut self, weights: &[(&'static str, u64)]) -> Self {
        self.weights = weights.iter().copied().collect();
        self
    }

    /// What a field counts for by itself: 1 where nothing is said.
    #[must_use]
    pub fn weight(&self, field: &str) -> u64 {
        self.weights.get(field).copied().unwrap_or(1)
    }

    /// The size of a field's list, if it holds one.
    #[must_use]
    pub fn size(&self, field: &str) -> Option<Size> {
        self.sizes.get(field).copied()
    }
}

/// About how long the lists of the introspection schema are in a schema of our size.
#[must_use]
pub fn introspection_size(field: &str) -> u64 {
    match field {
        "types" => 150,
        "fields" | "inputFields" | "enumValues" | "directives" => 10,
        "possibleTypes" | "locations" => 5,
        "args" | "interfaces" => 3,
        _ => 1,
    }
}
