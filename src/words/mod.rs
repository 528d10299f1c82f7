//! What the program says to people, in Vietnamese and English: pure texts.

pub mod bilingual;
pub mod checks;
pub mod conditions;
pub mod corrections;
pub mod council_terms;
pub mod doctor;
pub mod faults;
pub mod figures;
pub mod front_terms;
pub mod import_areas;
pub mod import_rules;
mod import_tasks;
pub mod imports;
pub mod orders;
pub mod paper_terms;
pub mod points;
pub mod program;
pub mod receipts;
pub mod recount;
pub mod spoken;
pub mod terms;
pub mod todo;
pub mod user_faults;
pub mod verify;
pub mod votes;
pub mod warnings;
pub mod wholes;
