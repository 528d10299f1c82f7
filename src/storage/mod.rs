//! Tables and queries: what the use cases ask of the database, one noun a file.

pub mod accounts;
pub mod areas;
pub mod audit;
pub mod bell;
pub mod candidacies;
mod cells;
pub mod comments;
pub mod database;
mod entity;
pub mod fault;
pub mod frozen;
pub mod households;
pub mod keys;
pub mod lineage;
pub mod mergers;
mod page;
pub mod questionnaires;
pub mod regulations;
mod response_row;
pub mod responses;
pub mod rounds;
pub mod schema;
pub mod set_aside;
pub mod survey_hamlets;
pub mod surveys;
pub mod tallies;
pub mod within;
