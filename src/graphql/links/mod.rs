//! Fields that lead from one node to another.

pub mod area;
pub mod audit;
pub mod candidacy;
pub mod consent;
pub mod correction;
pub mod council;
pub mod count_record;
pub mod dossier;
pub mod enrolment;
pub mod fieldwork;
pub mod front;
pub mod invitation;
pub mod published;
pub mod questionnaire;
pub mod regulation;
pub mod report;
pub mod response;
pub mod results;
pub mod round;
pub mod sample;
pub mod survey;
pub mod task;
pub mod todo;
pub mod viewer;
pub mod vote;
pub mod ways;
