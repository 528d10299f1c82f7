//! The tables and their queries, on both databases.

mod schema;
