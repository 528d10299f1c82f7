//! Where things are: administrative units and who contains whom.

pub mod area;
pub mod bundled;
pub mod merger;
pub mod reference;
