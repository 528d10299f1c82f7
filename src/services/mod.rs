//! What people come here to do: one use case a function, with its rights.

mod access;
pub mod areas;
pub mod bell;
mod book;
pub mod candidacies;
mod figures;
pub mod forms;
mod freeze;
mod ledger;
mod notes;
pub mod office;
pub mod planning;
mod plans;
pub mod readiness;
pub mod refusal;
pub mod responses;
pub mod results;
pub mod rounds;
mod shelf;
pub mod sight;
pub mod standings;
pub mod submit;
pub mod surveys;
pub mod watch;
mod writer;
