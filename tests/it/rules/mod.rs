//! The rules of the ground floor, tested through their public functions.

mod area_record;
mod average;
mod bundled_law;
mod candidacy;
mod clock;
mod content;
mod given;
mod import_area_lists;
mod import_area_plan;
mod import_areas;
mod import_round_trips;
mod import_rows;
mod import_words;
mod judge_any;
mod judge_order;
mod judge_states;
mod lifecycle;
mod questionnaire_file;
mod ratio;
mod regulation_file;
mod regulation_overlay;
mod sheet;
mod tally;
