//! The roots of changing, by noun: input, payload and resolver together.

pub mod appraisals;
pub mod ballots;
pub mod breaches;
pub mod corrections;
pub mod council;
pub mod count_records;
pub mod decisions;
pub mod enrolments;
pub mod hamlet_titles;
pub mod invitations;
pub mod ocop;
pub mod payload;
pub mod postings;
pub mod reports;
pub mod reviews;
pub mod rosters;
pub mod rounds;
pub mod sessions;
pub mod statements;
pub mod submission;
pub mod submit;
pub mod surveys;
pub mod tasks;
pub mod titles;
pub mod verifications;
pub mod writing;
