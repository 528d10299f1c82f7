//! One entity a table; a child names its parent, never the other way round.

pub mod account;
pub mod area;
pub mod area_lineage;
pub mod audit_entry;
pub mod candidacy;
pub mod certification_round;
pub mod deadline;
pub mod documents;
pub mod frozen_result;
pub mod household;
pub mod merger_plan;
pub mod merger_plan_commune;
pub mod questionnaire;
pub mod regulation;
pub mod response;
pub mod secret_key;
pub mod set_aside;
pub mod survey;
pub mod survey_collector;
pub mod survey_hamlet;
pub mod tally;
pub mod token;
pub mod token_area;
