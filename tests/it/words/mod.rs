//! Every text that people read, in both languages, as it is printed.

mod checks;
mod faults;
mod figures;
mod receipts;
mod terms;
