//! `simulate`: phones on bad networks and two typists, against the figures.

pub mod args;
pub mod command;
mod fate;
mod field;
mod figures;
mod fleet;
mod form;
mod outbox;
mod paper;
mod phone;
mod residents;
mod seen;
mod set_aside;
mod survey;
mod typists;
mod verdict;
mod wire;
