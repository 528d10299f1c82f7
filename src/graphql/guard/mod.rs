//! What is checked of a GraphQL request before the library sees it.

pub mod document;
pub mod limits;
pub mod literals;
pub mod measure;
pub mod misfit;
pub mod positions;
pub mod readings;
pub mod refusal;
pub mod scalars;
pub mod types;
pub mod values;
pub mod variables;

mod given;
mod lexer;
mod walk;
