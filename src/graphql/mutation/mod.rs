//! The roots of changing, by noun: input, payload and resolver together.

pub mod ballots;
pub mod corrections;
pub mod hamlet_titles;
pub mod ocop;
pub mod payload;
pub mod rounds;
pub mod submission;
pub mod submit;
pub mod surveys;
pub mod tasks;
