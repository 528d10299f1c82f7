//! Who may do what, and where.

pub mod actor;
pub mod audit;
pub mod authority;
