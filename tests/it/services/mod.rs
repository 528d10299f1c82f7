//! The use cases, on real databases.

mod conflicts;
mod direct_check;
mod figures;
mod following;
mod front_people;
mod front_reports;
mod history;
mod round_surveys;
mod submit;
mod tenure;
mod verifying;
