//! The demonstration: Ha Tinh's round 1 of 2019, with simulated residents.

pub mod beside;
pub mod calendar;
pub mod communes;
pub mod council;
pub mod dice;
pub mod fill;
pub mod findings;
pub mod front;
pub mod homes;
pub mod opening;
pub mod people;
pub mod refusal;
pub mod residents;
pub mod script;
pub mod season;
pub mod stage;
pub mod today;
