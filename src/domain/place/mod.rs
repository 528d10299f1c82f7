//! Where things are: administrative units and who contains whom.

pub mod area;
pub mod merger;
