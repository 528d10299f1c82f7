//! A type and its own fields; fields that lead to another node stand in `links`.

pub mod area;
pub mod audit;
pub mod candidacy;
pub mod check;
pub mod correction;
pub mod council;
pub mod dossier;
pub mod front;
pub mod history;
pub mod node;
pub mod published;
pub mod questionnaire;
pub mod regulation;
pub mod report;
pub mod response;
pub mod results;
pub mod round;
pub mod sample;
pub mod share;
pub mod survey;
pub mod task;
pub mod titles;
pub mod todo;
pub mod viewer;
pub mod vote;
