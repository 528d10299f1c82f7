//! Holds what is kept against what it came from: chains, rows, responses, figures.

pub mod all;
mod chains;
mod contents;
mod erased;
pub mod finding;
mod follows;
mod rows;
mod words;
