//! The use cases, on real databases.

mod conflicts;
mod council_agenda;
mod council_decisions;
mod council_titles;
mod council_votes;
mod figures;
mod following;
mod history;
mod sharing;
mod secret_ballot;
mod submit;
mod tenure;
