//! What must follow from what: a check for each thing made of others.

pub mod checks;
mod counts;
mod decisions;
mod documents;
mod dossiers;
mod laws;
mod reports;
mod results;
mod samples;
mod told;
