//! What a candidacy goes through on its way to a title, and what its dossier holds.

pub mod appraisal;
pub mod candidacy;
pub mod debt;
pub mod dossier;
pub mod evidence;
pub mod facts;
pub mod front_report;
pub mod opinion;
pub mod revision;
pub mod score;
pub mod statement;
