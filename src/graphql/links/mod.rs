//! Fields that lead from one node to another.

pub mod area;
pub mod candidacy;
pub mod correction;
pub mod published;
pub mod questionnaire;
pub mod regulation;
pub mod response;
pub mod results;
pub mod round;
pub mod survey;
pub mod task;
pub mod viewer;
pub mod ways;
