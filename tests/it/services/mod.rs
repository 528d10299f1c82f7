//! The use cases, on real databases.

mod figures;
mod history;
mod submit;
