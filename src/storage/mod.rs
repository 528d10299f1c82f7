//! Tables and queries: what the use cases ask of the database, one noun a file.

pub mod areas;
mod cells;
pub mod database;
mod entity;
pub mod fault;
mod page;
pub mod schema;
pub mod within;
