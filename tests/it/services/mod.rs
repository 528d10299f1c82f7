//! The use cases, on real databases.

mod chaining;
mod conflicts;
mod council_agenda;
pub mod council_decisions;
mod council_titles;
mod council_votes;
mod direct_check;
mod erasures;
mod facts;
mod figures;
mod following;
mod four_eyes;
mod front_people;
mod front_reports;
mod history;
mod phones;
mod round_surveys;
mod secret_ballot;
mod sharing;
mod submit;
mod tampering;
mod tenure;
mod verifying;
