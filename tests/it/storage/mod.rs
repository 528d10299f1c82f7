//! The tables and their queries, on both databases.

mod bell;
mod constraints;
mod copies;
mod database;
mod front_rows;
mod full_disk;
mod make;
mod make_council;
mod names;
mod pages;
mod places;
pub mod raw;
mod responses;
mod schema;
mod task_rows;
mod tokens;
mod webhook_rows;
