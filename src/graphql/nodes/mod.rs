//! A type and its own fields; fields that lead to another node stand in `links`.

pub mod area;
pub mod candidacy;
pub mod check;
pub mod correction;
pub mod hamlet_title;
pub mod indicator;
pub mod node;
pub mod ocop;
pub mod published;
pub mod questionnaire;
pub mod regulation;
pub mod response;
pub mod results;
pub mod round;
pub mod share;
pub mod survey;
pub mod task;
pub mod viewer;
