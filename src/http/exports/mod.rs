//! Tables and papers to take away, by link, with the token of the API.

mod paper;
mod query;
pub mod routes;
mod saved;
mod table;
