//! Every text that people read, in both languages, as it is printed.

mod checks;
mod figures;
mod receipts;
mod terms;
