//! The one way to speak HTTP to other servers: whom to trust, whom to connect to.

pub mod address;
pub mod client;
pub mod pinned;
pub mod trust;
