//! Who may do what, and where.

pub mod access;
pub mod actor;
pub mod admin_grant;
pub mod audit;
pub mod authority;
pub mod breach;
pub mod chain;
pub mod enrolment;
pub mod identity;
pub mod mapping;
pub mod sign_in;
pub mod typed_hash;
pub mod webhook;
