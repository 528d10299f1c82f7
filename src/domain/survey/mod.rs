//! The residents' survey: form, responses, counting, verdict, disclosure.

pub mod bundled;
pub mod consent;
pub mod correction;
pub mod coverage;
pub mod disclosure;
pub mod erasure;
pub mod handling;
pub mod judge;
pub mod lifecycle;
pub mod objection;
pub mod paper;
pub mod posting;
pub mod questionnaire;
pub mod questionnaire_file;
pub mod record;
pub mod response;
pub mod sample;
pub mod seal;
pub mod sending;
pub mod sheet;
pub mod submission;
pub mod tally;
pub mod verdict;
pub mod verification;
