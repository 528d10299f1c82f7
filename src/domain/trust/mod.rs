//! Who may do what, and where.

pub mod access;
pub mod actor;
pub mod audit;
pub mod authority;
pub mod breach;
pub mod chain;
pub mod enrolment;
pub mod webhook;
