//! The roots of changing, by noun: input, payload and resolver together.

pub mod appraisals;
pub mod ballots;
pub mod corrections;
pub mod payload;
pub mod rounds;
pub mod statements;
pub mod submission;
pub mod submit;
pub mod surveys;
pub mod writing;
