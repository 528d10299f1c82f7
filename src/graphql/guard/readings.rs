//! Documents that were read before, kept by their text.

use std::collections::HashSet;
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use sha2::{Digest, Sha256};

use super::document::read;
use super::limits::Limits;
use super::refusal::Refusal;
use crate::services::shelf::Shelf;

/// Documents that are kept: an app sends a handful, an installation a few hundred.
const KEPT: usize = 256;
/// The longest text whose document is kept, in bytes, so that all of them stay within some MiB.
const LONGEST: usize = 4 * 1024;

/// A document, and whether it was found to be in order.
#[derive(Debug)]
pub struct Reading {
    /// The parsed text.
    pub document: ExecutableDocument,
    /// Whether it names each field of an object once, without fragments and directives.
    pub is_plain: bool,
    in_order: AtomicBool,
}

impl Reading {
    /// A document that nobody has held against the schema yet.
    #[must_use]
    pub fn of(document: ExecutableDocument) -> Self {
        Self {
            is_plain: is_plain(&document),
            document,
            in_order: AtomicBool::new(false),
        }
    }

    /// Whether the document was held against the schema before and is in order.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        self.in_order.load(Ordering::Relaxed)
    }

    /// Notes that the document is in order.
    pub fn note_in_order(&self) {
        self.in_order.store(true, Ordering::Relaxed);
    }
}

fn is_plain(document: &ExecutableDocument) -> bool {
    let mut operations = document.operations.iter();
    document.fragments.is_empty()
        && operations.all(|(_, operation)| {
            operation.node.directives.is_empty() && names_once(&operation.node.selection_set.node)
        })
}

fn names_once(set: &SelectionSet) -> bool {
    let mut named = HashSet::with_capacity(set.items.len());
    set.items.iter().all(|selection| match &selection.node {
        Selection::Field(field) => {
            field.node.directives.is_empty()
                && named.insert(field.node.response_key().node.as_str())
                && names_once(&field.node.selection_set.node)
        }
        Selection::FragmentSpread(_) | Selection::InlineFragment(_) => false,
    })
}

/// Documents by the hash of their text. Faulty texts are never kept.
pub struct Readings(Shelf<[u8; 32], Reading>);

impl Default for Readings {
    fn default() -> Self {
        Self(Shelf::of(KEPT))
    }
}

impl Debug for Readings {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Readings").finish_non_exhaustive()
    }
}

impl Readings {
    /// The document of a text: the same text is parsed once.
    ///
    /// # Errors
    /// As [`read`].
    pub fn read(&self, text: &str, limits: &Limits) -> Result<Arc<Reading>, Refusal> {
        if text.len() > LONGEST {
            return read(text, limits).map(Reading::of).map(Arc::new);
        }
        let hash = Sha256::digest(text).into();
        if let Some(reading) = self.0.get(hash) {
            return Ok(reading);
        }
        let reading = Arc::new(Reading::of(read(text, limits)?));
        self.0.put(hash, Arc::clone(&reading));
        Ok(reading)
    }
}
