//! The documents that the program's own pages ask.
//!
//! Where nothing but trusted documents is run, these are trusted too: they come with the program.

use std::collections::BTreeMap;

/// What `tests/web/documents.mjs` found in the pages' scripts, by name; tests hold that it is whole.
const DOCUMENTS: &str = include_str!("own_documents.json");

/// The documents of the dashboard and of the survey app.
pub fn documents() -> impl Iterator<Item = String> {
    let documents: BTreeMap<String, String> = serde_json::from_str(DOCUMENTS).unwrap_or_default();
    documents.into_values()
}
