//! What a user can put right, in words: one file a subject.

pub mod all;
pub mod ballots;
pub mod corrections;
pub mod council;
pub mod counts;
pub mod decisions;
pub mod dossiers;
pub mod enrolments;
pub mod invitations;
pub mod nominations;
pub mod postings;
pub mod reports;
pub mod samples;
pub mod surveys;
pub mod tasks;
pub mod values;
pub mod verifications;
