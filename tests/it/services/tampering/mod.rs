//! Every kind of change by hand in the database is found.

mod caught;
mod chains;
mod ends;
mod figures;
mod forms;
mod kinds;
mod things;
mod told;
