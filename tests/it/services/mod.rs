//! The use cases, on real databases.

mod history;
mod submit;
