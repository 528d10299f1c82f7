//! The law, on the ground floor: pure rules with no database, web or clock.

pub mod base;
pub mod imports;
pub mod law;
pub mod place;
pub mod recognition;
pub mod survey;
pub mod tasks;
pub mod trust;
