//! Tables and queries: what the use cases ask of the database, one noun a file.

pub mod database;
pub(crate) mod entity;
pub mod fault;
pub mod schema;
