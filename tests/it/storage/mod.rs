//! The tables and their queries, on both databases.

mod constraints;
mod database;
mod make;
mod pages;
mod raw;
mod responses;
mod schema;
