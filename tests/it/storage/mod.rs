//! The tables and their queries, on both databases.

mod constraints;
mod database;
mod raw;
mod schema;
