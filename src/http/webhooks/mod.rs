//! Tells other programs of events: signed, in order, tried again.

pub mod address;
pub mod client;
pub mod payload;
pub mod sender;
