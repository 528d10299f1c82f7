//! What comes in by files: rows of CSV, their faults, and what they would change.

pub mod area_plan;
pub mod area_rows;
pub mod area_settling;
pub mod area_units;
pub mod council_rows;
pub mod household_rows;
pub mod indicator_rows;
pub mod nomination_rows;
pub mod round_file;
pub mod rows;
pub mod token_rows;
