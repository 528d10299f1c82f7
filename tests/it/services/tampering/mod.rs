//! Every kind of change by hand in the database is found.

mod caught;
mod chains;
mod decided;
mod ends;
mod erased;
mod figures;
mod forms;
mod kinds;
mod papers;
mod things;
mod told;
mod votes;
