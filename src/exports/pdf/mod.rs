//! Papers as PDF/A, laid out as administrative papers are, their fonts inside.

pub mod count_record;
pub mod decisions;
mod face;
pub mod fault;
mod flow;
mod frame;
pub mod front_report;
mod ink;
pub mod kind;
pub mod minutes;
mod table;
mod tags;
