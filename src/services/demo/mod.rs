//! The demonstration: Ha Tinh's round 1 of 2019, with simulated residents.

pub mod calendar;
pub mod communes;
pub mod dice;
pub mod fill;
pub mod homes;
pub mod people;
pub mod residents;
pub mod script;
