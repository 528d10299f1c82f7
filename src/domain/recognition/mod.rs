//! What a candidacy goes through on its way to a title: dossier, vote, decision.

pub mod appraisal;
pub mod ballot;
pub mod candidacy;
pub mod council;
pub mod debt;
pub mod decision;
pub mod dossier;
pub mod evidence;
pub mod facts;
pub mod front_report;
pub mod opinion;
pub mod revision;
pub mod score;
pub mod session;
pub mod statement;
pub mod title_record;
pub mod vote;
